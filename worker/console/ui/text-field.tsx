/** A field of one line in a form, bound to a signal. */
import type { Signal } from '@preact/signals';

interface Props {
  label: string;
  value: Signal<string>;
  maxLength: number;
  required?: boolean;
  placeholder?: string;
}

export const TextField = ({ label, value, ...input }: Props) => (
  <label>
    {label}
    <input
      {...input}
      value={value}
      onInput={({ currentTarget }) => {
        value.value = currentTarget.value;
      }}
    />
  </label>
);
