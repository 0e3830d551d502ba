/** The control plane as it answers: who am I, models. */
import * as v from 'valibot';
import { text } from '../event';
import { Model } from '../model';
import { time } from './answer';
import { numeric } from './ask';
import { Scope } from './keys';

export const Me = v.object({
  kind: v.picklist(['admin', 'rep']),
  /** What it was asked with: a secret key, a rep's token, the console's session. */
  key: v.picklist(['secret', 'rep', 'session']),
  name: v.string(),
  workspace: v.string(),
  scopes: v.array(Scope),
});
export type Me = v.InferOutput<typeof Me>;

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
/** How long events are kept: those of visitors without a name in days, all others in months. */
export const Retention = v.strictObject({ anonymousDays: whole(3650), touchMonths: whole(1200) });
export type Retention = v.InferOutput<typeof Retention>;

/** With its identity secret, a site's server proves to us who is signed in there. */
export const WorkspaceAnswer = v.object({
  name: v.string(),
  sites: v.array(v.object({ id: v.string(), name: v.string(), identitySecret: v.string() })),
  retention: Retention,
});
export type WorkspaceAnswer = v.InferOutput<typeof WorkspaceAnswer>;

/** Who did what to a version, when and why. */
export const ModelDeed = v.object({
  deed: v.picklist(['drafted', 'published']),
  by: v.string(),
  why: v.nullable(v.string()),
  at: time,
});
export type ModelDeed = v.InferOutput<typeof ModelDeed>;
export const ModelVersion = v.object({
  version: v.number(),
  status: v.picklist(['draft', 'published', 'archived']),
  model: Model,
  deeds: v.array(ModelDeed),
});
export type ModelVersion = v.InferOutput<typeof ModelVersion>;
export const ModelsAnswer = v.object({ models: v.array(ModelVersion) });
export const DraftAnswer = v.object({
  version: v.number(),
  status: v.literal('draft'),
  warnings: v.array(v.object({ path: v.string(), message: v.string(), cure: v.string() })),
});
export const PublishRequest = v.strictObject({ why: v.optional(text(1000)) });
export const PublishedAnswer = v.object({ version: v.number(), status: v.literal('published') });
export const DiffQuery = v.strictObject({ from: v.optional(numeric) });
export const DiffAnswer = v.object({
  from: v.number(),
  to: v.number(),
  changes: v.array(v.object({ path: v.string(), before: v.optional(v.unknown()), after: v.optional(v.unknown()) })),
});
