import {readFileSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitepress';

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const vue = `${root}/packaging/site/node_modules/vue`;
const more = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'FAULTS.md', 'RATIONALE.md'];
const readmes = [
  'routes.d/README.md', 'dashboards/grafana/README.md', 'packaging/camel-pcap/README.md',
  'packaging/camel-netflow/README.md', 'packaging/kamelets/README.md',
];
const docs = readdirSync(`${root}/docs`).filter(name => name.endsWith('.md')).sort().map(name => `docs/${name}`);

const title = page => readFileSync(`${root}/${page}`, 'utf8').match(/^# (.+)$/m)[1];
const link = page => '/' + page.replace(/README\.md$/, '').replace(/\.md$/, '');
const items = pages => pages.map(page => ({text: title(page), link: link(page)}));

/** Pages link to sources, too; those are not part of the site, so their names stay as text. */
function withoutSources(markdown) {
  const pages = /(^https?:|^#|^(?!.*src\/).*\.md(#.*)?$)/;
  markdown.core.ruler.push('sources', state => {
    for (const token of state.tokens.filter(each => each.type === 'inline')) {
      let isSource = false;
      token.children = token.children.filter(child => {
        if (child.type === 'link_open') isSource = !pages.test(child.attrGet('href'));
        return !(isSource && (child.type === 'link_open' || child.type === 'link_close'));
      });
    }
  });
}

/** Vue would evaluate placeholders in the text. */
function withoutPlaceholders(markdown) {
  const escape = markdown.utils.escapeHtml;
  markdown.renderer.rules.text = (tokens, at) => escape(tokens[at].content).replaceAll('{{', '&#123;&#123;');
  markdown.renderer.rules.code_inline = (tokens, at) => `<code v-pre>${escape(tokens[at].content)}</code>`;
  markdown.renderer.rules.code_block = (tokens, at) => `<pre v-pre><code>${escape(tokens[at].content)}</code></pre>\n`;
}

export default defineConfig({
  title: 'Wadi',
  description: 'Network traffic from the wire to a dashboard',
  srcDir: root,
  srcExclude: ['**/node_modules/**', 'target/**', '.github/**', 'src/**'],
  outDir: `${root}/target/site`,
  cacheDir: `${root}/target/site-cache`,
  rewrites: page => page.replace(/README\.md$/, 'index.md'),
  // The pages are outside the folder of node_modules.
  vite: {
    resolve: {
      alias: [
        {find: /^vue$/, replacement: `${vue}/dist/vue.runtime.esm-bundler.js`},
        {find: /^vue\/server-renderer$/, replacement: `${vue}/server-renderer/index.mjs`},
      ],
    },
  },
  markdown: {
    html: false,
    config: markdown => {
      withoutSources(markdown);
      withoutPlaceholders(markdown);
    },
  },
  themeConfig: {
    search: {provider: 'local'},
    outline: [2, 3],
    sidebar: [
      {text: 'Guides and references', items: items(docs)},
      {text: 'Extend', items: items(readmes)},
      {text: 'The project', items: items(more)},
    ],
  },
});
