/** The card of somebody whom Steelyard does not know yet. */

export function Nobody({ name }: { name: string | null }) {
  return (
    <div class="steelyard">
      <article class="card" aria-label="Not in Steelyard yet">
        <h2>{name ?? 'This person'}</h2>
        <p class="note">Not in Steelyard yet. A score appears here with their first visit, form or import.</p>
      </article>
    </div>
  );
}
