/** Histories in which several ledgers were not as one, as a search had found them: each had a cause of its own. */
import type { Step } from './desk.ts';

/** Which buckets leave their ledger, and after how many steps. */
export type Split = { after: number; leaving: number[] };

/** Steps, splits, pauses. */
export const FOUND: [Step[], Split[], number[]][] = [
  // A ledger that was split off did not know who had been erased before.
  [
    [
      { do: 'submit', visitor: 0, who: 1, at: 1793491200000 },
      { do: 'erase', who: 0 },
      { do: 'undo', which: 0 },
      { do: 'merge', who: 0, other: 0 },
      { do: 'submit', visitor: 0, who: 0, at: 1793491200000 },
    ],
    [
      { after: 0, leaving: [95] },
      { after: 3, leaving: [97, 95] },
    ],
    [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1],
  ],
  // A visitor stayed somebody who was erased before that was said.
  [
    [
      { do: 'look', who: 0 },
      { do: 'undo', which: 10 },
      { do: 'parent', is: false },
      { do: 'erase', who: 0 },
      { do: 'submit', visitor: 0, who: 0, at: 1793507160000 },
      { do: 'erase', who: 3 },
      { do: 'submit', visitor: 1, who: 4, at: 1793507220000 },
      { do: 'view', visitor: 2, at: 1793508540000 },
      { do: 'merge', who: 4, other: 2 },
      { do: 'look', who: 3 },
      { do: 'submit', visitor: 0, who: 4, at: 1793507520000 },
      { do: 'look', who: 2 },
      { do: 'look', who: 2 },
      { do: 'parent', is: true },
      { do: 'look', who: 4 },
      { do: 'touch', who: 4, at: 1793513100000 },
    ],
    [
      { after: 0, leaving: [148, 97] },
      { after: 15, leaving: [148, 208, 143] },
    ],
    [1, 0, 1, 1, 2, 1, 1, 1, 3, 3, 3, 0, 2, 3, 1, 3, 3, 3, 1, 2, 3, 0, 3, 3, 1, 3, 0, 2, 0, 2, 0, 3],
  ],
  // One was erased again, elsewhere, after a server had said something new of them.
  [
    [
      { do: 'merge', who: 0, other: 3 },
      { do: 'erase', who: 0 },
      { do: 'say', who: 3, source: 'crm', at: 1793491200000 },
    ],
    [
      { after: 2, leaving: [143] },
      { after: 0, leaving: [95] },
      { after: 1, leaving: [238, 97] },
    ],
    [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0],
  ],
  // Somebody was merged into one who was just moving, and was not erased with them.
  [
    [
      { do: 'view', visitor: 0, at: 1793491200000 },
      { do: 'merge', who: 0, other: 0 },
      { do: 'submit', visitor: 0, who: 0, at: 1793491200000 },
      { do: 'say', who: 0, source: 'crm', at: 1793491200000 },
      { do: 'erase', who: 1 },
      { do: 'merge', who: 0, other: 3 },
      { do: 'erase', who: 0 },
    ],
    [
      { after: 5, leaving: [238, 95] },
      { after: 5, leaving: [97] },
      { after: 5, leaving: [95] },
    ],
    [0, 0, 0, 0, 1, 0, 0, 0, 0, 3, 3, 0, 1, 0, 1, 0, 0, 0, 0, 0],
  ],
  // A visitor's ledger had told only the one who stood for two, which was there; when that one had moved away, the merge ended without a word to it.
  [
    [
      { do: 'merge', who: 4, other: 2 },
      { do: 'submit', visitor: 1, who: 2, at: 1793495580000 },
      { do: 'look', who: 4 },
      { do: 'look', who: 4 },
      { do: 'undo', which: 0 },
    ],
    [
      { after: 0, leaving: [238] },
      { after: 2, leaving: [208] },
    ],
    [1],
  ],
  // Of three people in one browser the first lost their moment to the third, in another ledger, and went on counting it.
  [
    [
      { do: 'submit', visitor: 2, who: 3, at: 1793513040000 },
      { do: 'submit', visitor: 2, who: 1, at: 1793500200000 },
      { do: 'submit', visitor: 2, who: 2, at: 1793513040000 },
    ],
    [{ after: 0, leaving: [95] }],
    [1],
  ],
];
