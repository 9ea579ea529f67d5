/** Where text goes. */
export interface Sink {
  write(text: string): void;
  readonly terminal: { readonly columns: number } | undefined;
}

/** Everything that a run of the CLI has of the world around it; a test hands in its own. */
export interface Io {
  /** What was asked for, and nothing else. */
  readonly out: Sink;
  /** Errors and progress. */
  readonly err: Sink;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A reader that goes away (`| head`) is no error: the command ends its work, and its exit code still counts. */
export function processIo(): Io {
  const sink = (stream: NodeJS.WriteStream): Sink => {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    return {
      write: (text) => void stream.write(text),
      terminal: stream.isTTY ? { columns: stream.columns || 80 } : undefined,
    };
  };
  return {
    out: sink(process.stdout),
    err: sink(process.stderr),
    cwd: process.cwd(),
    env: process.env,
  };
}
