/** The published models: `default` is the one complete table (scoring.md §3), `basic` and `simple` are the two short ones; two more are for customers. */
export { CHURN, EXPANSION } from './presets/customer';
export { DEFAULT } from './presets/default';
export { BASIC, SIMPLE } from './presets/short';
