/** What travels: every request, answer and message of the API, as a schema. Parsed where it enters a wing, then trusted. */
export * from './wire/answer';
export * from './wire/ask';
export * from './wire/audit';
export * from './wire/backup';
export * from './wire/capture';
export * from './wire/keys';
export * from './wire/ledgers';
export * from './wire/live';
export * from './wire/name';
export * from './wire/record';
export * from './wire/reps';
export * from './wire/selectors';
export * from './wire/sites';
export * from './wire/subscription';
export * from './wire/webhook';
export * from './wire/workspace';
