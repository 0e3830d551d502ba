/** What a file looks like: each column with samples and the field that it fills, how dates and numbers are read, what is wrong in it. */
import type { ImportOptions, PreviewAnswer } from '../../../shared/wire/transfer';
import { counted } from '../words';

interface Props {
  preview: PreviewAnswer;
  change: (change: Partial<ImportOptions>) => void;
}

export function Columns(props: Props) {
  const { columns, rows, encoding, options } = props.preview;
  return (
    <>
      <p class="muted">
        {options.format === 'csv' &&
          `${counted(columns.length, 'column')}, parted by ${options.delimiter ?? 'its own mark'}, `}
        {encoding}. {counted(rows, 'row')} looked at.
      </p>
      {columns.length > 0 && <Mapping {...props} />}
      <Everywhere {...props} />
      {columns.length > 0 && <Readings {...props} />}
      <Problems problems={props.preview.problems} />
    </>
  );
}

function Mapping({ preview: { columns, fields }, change }: Props) {
  const fill = (column: number, field: string) =>
    change({ mapping: columns.map((one, i) => (i === column ? field || null : one.field)) });
  return (
    <div class="scroll">
      <table class="queue">
        <caption class="unseen">What each column fills</caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">In the first rows</th>
            <th scope="col">Fills</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ header, samples, field }, i) => (
            <tr key={i}>
              <th scope="row">{header === '' ? <em>without a name</em> : header}</th>
              <td class="muted">{samples.slice(0, 3).join(' · ')}</td>
              <td>
                <select
                  aria-label={`What the column ${header} fills`}
                  value={field ?? ''}
                  onChange={({ currentTarget }) => fill(i, currentTarget.value)}
                >
                  <option value="">Leave out</option>
                  {choices(fields, field, header).map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Beside the fields: what it fills now, and of a lead an attribute of the column's own name. */
function choices(fields: PreviewAnswer['fields'], field: string | null, header: string): string[] {
  const names = fields.map((one) => one.field);
  const own = header.trim().toLowerCase().replace(/\W+/g, '_').slice(0, 64);
  const takesAttributes = names.some((name) => name.startsWith('attributes.'));
  const more = [...(field === null ? [] : [field]), ...(takesAttributes && own !== '' ? [`attributes.${own}`] : [])];
  return [...new Set([...names, ...more])];
}

/** A file of one webinar's guests does not say so in each row. */
function Everywhere({ preview: { missing, options }, change }: Props) {
  const names = [...new Set([...missing.map(([name = '']) => name), ...Object.keys(options.defaults)])];
  const say = (name: string, text: string) => {
    const { [name]: _, ...others } = options.defaults;
    change({ defaults: text.trim() === '' ? others : { ...others, [name]: text.trim() } });
  };
  return (
    <div class="filters">
      {names.map((name) => (
        <label key={name}>
          In every row: {name}
          <input
            type="text"
            value={options.defaults[name] ?? ''}
            onChange={({ currentTarget }) => say(name, currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}

function Readings({ preview: { options }, change }: Props) {
  return (
    <div class="filters">
      <label>
        03/04/2026 is
        <select
          value={options.dateOrder ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ dateOrder: value === 'dmy' || value === 'mdy' ? value : undefined })
          }
        >
          <option value="">not to be guessed</option>
          <option value="dmy">3 April</option>
          <option value="mdy">March 4</option>
        </select>
      </label>
      <label>
        Decimals
        <select
          value={options.decimal}
          onChange={({ currentTarget: { value } }) => change({ decimal: value === 'comma' ? 'comma' : 'point' })}
        >
          <option value="point">1,234.50</option>
          <option value="comma">1.234,50</option>
        </select>
      </label>
    </div>
  );
}

function Problems({ problems }: Pick<PreviewAnswer, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <div class="notice" role="status">
      <p>These lines would be refused, and nothing else with them:</p>
      <ul class="plain">
        {problems.map(({ line, field, message }) => (
          <li key={`${line} ${field}`}>
            Line {line}: {field !== '' && <code>{field}</code>} {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
