/** Domains in any script as the network knows them: labels of other letters in Punycode (RFC 3492). Pure: `URL` is a platform's. */

const DOTS = /[.\u3002\uFF0E\uFF61]/;
const LETTERS = /^[\p{L}\p{M}\p{N}-]+$/u;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** RFC 3492 §5. */
const BASE = 36;
const LEAST = 1;
const MOST = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_POINT = 128;

/** In: a domain in any script. Out: the same in ASCII and lower case; what can be no domain stays what it is. */
export function asciiDomain(domain: string): string {
  const plain = domain.toLowerCase();
  if (/^[\0-\x7f]*$/.test(plain)) return plain;
  return plain.normalize('NFKC').split(DOTS).map(asciiLabel).join('.');
}

const asciiLabel = (label: string): string =>
  /^[\0-\x7f]*$/.test(label) || !LETTERS.test(label) ? label : `xn--${punycode(label)}`;

/** RFC 3492 §6.3: the letters of ASCII, then for each other one, by its number, how far it is from the one before. */
function punycode(label: string): string {
  const points = Array.from(label, (letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_POINT);
  let text = basic.length === 0 ? '' : `${String.fromCharCode(...basic)}-`;
  let [next, delta, bias, done] = [FIRST_POINT, 0, FIRST_BIAS, basic.length];
  while (done < points.length) {
    const least = Math.min(...points.filter((point) => point >= next));
    delta += (least - next) * (done + 1);
    next = least;
    for (const point of points) {
      if (point < next) delta += 1;
      if (point !== next) continue;
      text += digits(delta, bias);
      bias = adapted(delta, done + 1, done === basic.length);
      delta = 0;
      done += 1;
    }
    delta += 1;
    next += 1;
  }
  return text;
}

/** A whole number in digits whose weight grows by the bias. */
function digits(number: number, bias: number): string {
  let text = '';
  let rest = number;
  for (let k = BASE; ; k += BASE) {
    const threshold = Math.min(Math.max(k - bias, LEAST), MOST);
    if (rest < threshold) return text + DIGITS[rest];
    text += DIGITS[threshold + ((rest - threshold) % (BASE - threshold))];
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

/** RFC 3492 §6.1. */
function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - LEAST) * MOST) / 2; k += BASE) rest = Math.floor(rest / (BASE - LEAST));
  return k + Math.floor(((BASE - LEAST + 1) * rest) / (rest + SKEW));
}
