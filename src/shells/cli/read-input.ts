import { open } from 'node:fs/promises';
import { GateError } from '../../model/gate-error.ts';

/**
 * A file that the user named, as UTF-8 text; never more than `maxBytes` of it are read.
 * @throws GateError 'usage': it cannot be read, is larger, or is no UTF-8.
 */
export async function readInput(path: string, maxBytes: number): Promise<string> {
  const bytes = await bounded(path, maxBytes + 1).catch((error: NodeJS.ErrnoException) => {
    throw new GateError(
      'usage',
      `${path} cannot be read: ${REASONS[error.code ?? ''] ?? error.message}`,
      {
        remedy: 'Name a file that is there and may be read.',
        cause: error,
      },
    );
  });
  if (bytes.length > maxBytes)
    throw new GateError('usage', `${path} is larger than ${maxBytes} bytes`, {
      remedy: `Name a file of at most ${maxBytes} bytes.`,
    });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new GateError('usage', `${path} is not UTF-8 text`, {
      remedy: 'Save the file as UTF-8.',
      cause,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

/** In pieces: the size that a file states is not what a pipe or a growing file gives. */
async function bounded(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const pieces: Buffer[] = [];
    let left = maxBytes;
    while (left > 0) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(left, 1 << 20)));
      if (bytesRead === 0) break;
      pieces.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}
