/** The models that this workspace scores by; a snapshot is only ever read with the version that it was tallied under. */
import { signal } from '@preact/signals';
import { api, type ModelVersion } from './api';

export const models = signal<ModelVersion[]>([]);

/** Reads them all. A failure leaves the known ones: scores then stand as the API sent them. */
export async function loadModels(): Promise<void> {
  await api.models().then(
    (answer) => {
      models.value = answer.models;
    },
    () => {},
  );
}
