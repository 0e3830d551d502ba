/** The published models: `default` is the one complete table (scoring.md §3), `basic` and `simple` are the two short ones. */
export { DEFAULT } from './presets/default';
export { BASIC, SIMPLE } from './presets/short';
