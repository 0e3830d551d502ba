/** A part of the settings: its heading, what was done and what went wrong in it. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { List } from '../list';
import { Trouble } from './trouble';

interface Props<T> {
  id: string;
  title: string;
  list: List<T>;
  children: ComponentChildren;
}

export function Section<T>({ id, title, list, children }: Props<T>) {
  useEffect(() => void list.reload(), []);
  return (
    <section class="settings" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p role="status" class="muted">
        {list.items.value === null && list.problem.value === null ? 'Loading…' : list.said}
      </p>
      <Trouble problem={list.problem.value} retry={() => void list.reload()} />
      {children}
    </section>
  );
}
