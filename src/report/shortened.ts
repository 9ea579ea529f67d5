/**
 * A text, or a beginning of it that has at most so many bytes of UTF-8, `…` included; never half a character. Bytes, because
 * GitHub counts them where its documentation says characters (github/docs#35252: "exceeds a maximum bytesize of 65535"),
 * and no text has more characters than bytes. The text must have no halves of surrogate pairs: `visible` takes them out.
 */
export function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const all = Buffer.from(text);
  let end = bytes - ELLIPSIS;
  while ((Number(all[end]) & 0xc0) === 0x80) end -= 1;
  return `${all.subarray(0, end).toString()}…`;
}

const ELLIPSIS = Buffer.byteLength('…');
