/** A page that is one file: it asks no network, and is read without a script. */
import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { MarkShapes } from './mark.tsx';
import { script } from './script.ts';
import { style } from './style.ts';

/** What a page is made of. */
export interface Content {
  readonly title: string;
  /** What stands at its lower end: the version of who wrote it. */
  readonly writtenBy: string;
  readonly children: ComponentChildren;
}

/**
 * The page as HTML. Markup escapes what it is given, and the policy lets no script and no style run
 * but ours, whatever stands in the text.
 */
export function page(content: Content): string {
  return `<!doctype html>\n${renderToString(<Document {...content} />)}\n`;
}

const policy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Only what this house wrote is put in as it is. */
function raw(text: string) {
  return { dangerouslySetInnerHTML: { __html: text } };
}

function Document({ title, writtenBy, children }: Content) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={writtenBy} />
        <title>{title}</title>
        <style {...raw(style)} />
      </head>
      <body>
        <MarkShapes />
        <a class="skip" href="#main">
          Skip to the verdict
        </a>
        <header class="bar">
          <span class="brand">
            grad<b>gate</b>
          </span>
          <label class="theme" hidden>
            Theme{' '}
            <select id="theme">
              <option value="auto">as the system</option>
              <option value="light">light</option>
              <option value="dark">dark</option>
            </select>
          </label>
        </header>
        <main id="main">{children}</main>
        <footer>{writtenBy}. One file, no network.</footer>
        <script {...raw(script)} />
      </body>
    </html>
  );
}
