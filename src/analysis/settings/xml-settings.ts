import { SaxesParser } from 'saxes';
import type { Setting, SettingsReading } from './setting.ts';

/**
 * Elements with text, keyed by the names around them. A plugin is told by its artifact:
 * `project.build.plugins.maven-surefire-plugin.configuration.excludes.exclude`.
 */
export function readXml(text: string): SettingsReading {
  const settings: Setting[] = [];
  const path: string[] = [];
  let value = '';
  let problem: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    problem ??= error.message;
  });
  parser.on('doctype', () => {
    problem ??= 'a document type is not allowed';
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    value = '';
  });
  parser.on('text', (more) => {
    value += more;
  });
  parser.on('closetag', () => {
    const around = path.length - 2;
    if (path.at(-1) === 'artifactId' && path[around] === 'plugin') path[around] = value.trim();
    if (value.trim() !== '')
      settings.push({ key: path.join('.'), values: [value.trim()], runsTests: true });
    path.pop();
    value = '';
  });
  parser.write(text).close();
  return problem === undefined
    ? { ok: true, settings }
    : { ok: false, because: `is no XML: ${problem}` };
}
