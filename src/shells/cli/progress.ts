import type { Session } from './session.ts';

/** Says on a terminal what a long piece of work is doing; anywhere else, and with --quiet, it is silent. */
export async function withProgress<T>(
  { io, detail }: Session,
  work: (tell: (step: string) => void) => Promise<T>,
): Promise<T> {
  if (io.err.terminal === undefined || detail === 'brief') return work(() => {});
  const { default: yoctoSpinner } = await import('yocto-spinner');
  const spinner = yoctoSpinner({ stream: process.stderr }).start();
  try {
    return await work((step) => {
      spinner.text = step;
    });
  } finally {
    spinner.stop();
  }
}
