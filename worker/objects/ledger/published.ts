/** The model that a ledger scores by: the published one, asked for rarely, told of at once when another one is. */
import type { Model } from '../../../shared/model';

/** The published model is asked for again after this long (ms). */
const KEPT = 60_000;

export class PublishedModel {
  private readonly ask: () => Promise<Model>;
  private known: { model: Model; until: number } | undefined;
  private told = 0;

  constructor(ask: () => Promise<Model>) {
    this.ask = ask;
  }

  /** Another one is published. */
  tell(model: Model): void {
    this.told += 1;
    this.known = { model, until: Date.now() + KEPT };
  }

  /** It is asked for at the next need. */
  forget(): void {
    this.told += 1;
    this.known = undefined;
  }

  async get(): Promise<Model> {
    if (this.known !== undefined && this.known.until >= Date.now()) return this.known.model;
    const { told } = this;
    const model = await this.ask();
    // What was asked for before we were told of another one is older than that.
    if (told === this.told || this.known === undefined) this.known = { model, until: Date.now() + KEPT };
    return this.known.model;
  }
}
