// Builds the page into src/main/resources/web. What it writes is kept in the tree, so that nobody needs Node to run it.
import {build} from 'esbuild';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {world} from './world.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../resources/web');

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
const {metafile} = await build({
  absWorkingDir: here,
  entryPoints: {app: 'src/main.ts', theme: 'src/theme.ts'},
  outdir: out,
  bundle: true,
  format: 'iife',
  target: ['es2022'],
  minify: true,
  legalComments: 'none',
  metafile: true,
});
for (const name of ['index.html', 'icon.svg']) {
  writeFileSync(join(out, name), readFileSync(join(here, 'src', name)));
}
writeFileSync(join(out, 'world.json'), world());
writeFileSync(join(out, 'licences.txt'), licences());

/** The licences of what is in the bundle, as they came. */
function licences() {
  const folders = Object.keys(metafile.inputs).map(input => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set([...folders.filter(Boolean).sort(), 'node_modules/world-atlas'])]
    .map(folder => {
      const {name, version} = JSON.parse(readFileSync(join(here, folder, 'package.json'), 'utf8'));
      return `${name} ${version}\n\n${licence(join(here, folder))}`;
    })
    .join('\n' + '-'.repeat(80) + '\n\n');
}

function licence(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt']) {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      continue;
    }
  }
  throw new Error(`no licence in ${folder}`);
}
