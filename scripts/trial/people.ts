/** The thirty people of the trial, each with a way of their own. What they do is what a hand can do; none knows of the evidence. */
import { FILLERS } from './fillers.ts';
import type { Person } from './person.ts';
import { TYPISTS } from './typists.ts';

export const PEOPLE: Person[] = [...TYPISTS, ...FILLERS];
