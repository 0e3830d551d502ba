/** Letters: a file is read one letter a byte (as windows-1252), so that places in the text are places in the file; what the letters mean is told cell by cell. */
import type { ImportOptions } from '../../shared/wire/transfer';

const WINDOWS = new TextDecoder('windows-1252');
/** The letters that windows-1252 has where Unicode has none of that number. */
const SPECIAL = WINDOWS.decode(Uint8Array.from({ length: 32 }, (_, i) => 128 + i));

/** In: bytes. Out: one letter a byte. */
export const lettersOf = (bytes: Uint8Array): string => WINDOWS.decode(bytes);

/** In: letters, what is stated of the file. Out: the text: as stated, else UTF-8 where it can be that, else windows-1252; null when it is not what was stated. */
export function decoded(bytes: string, encoding: ImportOptions['encoding']): string | null {
  if (encoding === 'windows-1252' || /^[\0-\x7f]*$/.test(bytes)) return bytes;
  try {
    return UTF8.decode(bytesOf(bytes));
  } catch {
    return encoding === undefined ? bytes : null;
  }
}
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const bytesOf = (letters: string): Uint8Array =>
  Uint8Array.from(letters, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 256 ? code : 128 + SPECIAL.indexOf(letter);
  });

/** In: the first bytes of a file, cut anywhere. Out: whether they can be UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
