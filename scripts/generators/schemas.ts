import { FORMATS } from '../formats.ts';

/** schemas/<format>.schema.json: what editors, other languages and models check a document against. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  return new Map(
    FORMATS.map(({ name, id, written }) => {
      const schema = {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:handoff-gate:${name}:${id.replace(/^.*\//, '')}`,
        title: id,
        ...written,
      };
      return [`schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}
