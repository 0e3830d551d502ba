/** Turns: whoever wants a name waits for those who wanted it before. */

export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** In: names, what to do when all of them are free. Errors: those of the work. */
  async take(names: string[], work: () => Promise<void>): Promise<void> {
    const before = names.map((name) => this.last.get(name));
    const mine = Promise.all(before).then(work);
    const over = mine.catch(() => undefined);
    for (const name of names) this.last.set(name, over);
    await over;
    for (const name of names) if (this.last.get(name) === over) this.last.delete(name);
    return mine;
  }
}
