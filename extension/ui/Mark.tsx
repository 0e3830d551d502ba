/** The mark: a steelyard, its beam hung off-centre, a pan on the short arm and the poise on the long one. */

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path
        d="M11 9V4M8.5 4h5M3 9h26M5.5 9 2 20m3.5-11L9 20"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
      <path d="M1 20h9a4.5 4.5 0 0 1-9 0Z" fill="currentColor" />
      <path d="M22 9v4" stroke="currentColor" stroke-width="2" />
      <path class="poise" d="M19.5 13h5l2 8h-9Z" />
    </svg>
  );
}
