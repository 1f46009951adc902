// Builds the page into src/main/resources/io/wadi/pages, and the template of a report beside it. The results are committed, so
// users do not need Node.
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {world} from './world.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../resources/io/wadi/pages');
const reportOut = join(here, '../resources/report');
const usual = {
  absWorkingDir: here,
  bundle: true,
  format: 'iife',
  // The first versions with light-dark(), which the palette uses.
  target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  minify: true,
  legalComments: 'none',
};

for (const folder of [out, reportOut]) {
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
}
const {metafile} = await build({
  ...usual,
  entryPoints: {app: 'src/main.ts', explore: 'src/explore/main.ts', login: 'src/login.ts', theme: 'src/theme.ts'},
  outdir: out,
  metafile: true,
});
for (const name of ['index.html', 'explore.html', 'login.html', 'icon.svg']) {
  writeFileSync(join(out, name), readFileSync(join(here, 'src', name)));
}
writeFileSync(join(out, 'world.json'), world());
writeFileSync(join(out, 'licences.txt'), licences());
writeFileSync(join(reportOut, 'report.html'), await report());

/**
 * One file that loads nothing: its script and style may run, by their hashes, and nothing else. Only {{figures}} is
 * open.
 */
async function report() {
  const {outputFiles} = await build({
    ...usual,
    entryPoints: {report: 'src/report.ts'},
    outdir: reportOut,
    // Paper has a higher resolution than a screen, and a canvas cannot be redrawn while printing.
    define: {devicePixelRatio: '3'},
    write: false,
  });
  const [script, style] = ['.js', '.css'].map(end => outputFiles.find(file => file.path.endsWith(end)).text.trim());
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  const parts = {policy, style, script, world: world().replaceAll('<', '\\u003c'), licences: licences()};
  return readFileSync(join(here, 'src/report.html'), 'utf8')
    .replace(/\{\{(\w+)\}\}/g, (whole, name) => parts[name] ?? whole);
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The original licences of the bundled packages. */
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
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENSE-MIT.txt']) {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      continue;
    }
  }
  throw new Error(`no licence in ${folder}`);
}
