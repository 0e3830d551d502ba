/** The control plane as it answers: who am I, sites, models. */
import * as v from 'valibot';
import { Model } from '../model';

export const Me = v.object({ kind: v.picklist(['admin', 'rep']), name: v.string(), workspace: v.string() });
export type Me = v.InferOutput<typeof Me>;

export const Site = v.object({ id: v.string(), name: v.string(), key: v.string(), origins: v.array(v.string()) });
export type Site = v.InferOutput<typeof Site>;
export const SitesAnswer = v.object({ sites: v.array(Site) });

export const ModelVersion = v.object({
  version: v.number(),
  status: v.picklist(['draft', 'published', 'archived']),
  model: Model,
});
export type ModelVersion = v.InferOutput<typeof ModelVersion>;
export const ModelsAnswer = v.object({ models: v.array(ModelVersion) });
