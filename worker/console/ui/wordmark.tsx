/** The name with its mark: a steelyard, the balance whose one weight slides along a beam. */

export function Wordmark() {
  return (
    <span class="wordmark">
      <svg viewBox="0 0 28 20" width="28" height="20" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round">
          <path d="M2 7h24M9 7V2M13 5.500v3M16 5.500v3M22 5.500v3M4 7v4" />
          <path d="M19 7v4" />
        </g>
        <path class="poise" d="M16.500 11h5l1 7h-7z" />
        <path class="poise" d="M1.500 11h5a2.500 2.500 0 0 1-5 0z" />
      </svg>
      Steelyard
    </span>
  );
}
