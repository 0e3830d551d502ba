/** A problem, kindly: what happened, what was wrong with the input, and a way on. */
import type { Problem } from '../api';

export function Trouble({ problem, retry }: { problem: Problem | null; retry?: () => void }) {
  return (
    <div role="alert">
      {problem !== null && (
        <div class="notice bad">
          <p>{problem.message}</p>
          {problem.errors.length > 0 && (
            <ul>
              {problem.errors.map(({ path, message }) => (
                <li key={path}>
                  <code>{path}</code> {message}
                </li>
              ))}
            </ul>
          )}
          {retry && (
            <button type="button" onClick={retry}>
              Try again
            </button>
          )}
        </div>
      )}
    </div>
  );
}
