import type { Patience } from '../connection.ts';
import { ModuleLauncher } from '../module-launcher.ts';
import { moduleSubject } from '../module-subject.ts';
import type { RemoteSubject } from '../remote-subject.ts';
import { BrowserChannel, type BrowserOptions } from './browser-channel.ts';
import { bundle } from './bundle.ts';
import { openPage } from './open-page.ts';

/**
 * The subject that a module exports, in a page of a browser. A call that crashes or hangs ends the
 * browser, and the next call starts a new one. The subject's name has that of the browser.
 * @throws GradgateError ADAPTER, when it exports no subject; SubjectCrash, when it does not load
 */
export async function browserSubject({
  path,
  ...options
}: BrowserOptions & Partial<Patience> & { readonly path: string }): Promise<RemoteSubject> {
  const files = await bundle(path);
  let browser = '';
  const met = (which: string): void => {
    browser = which;
  };
  const launcher = new ModuleLauncher(
    (hearer) => new BrowserChannel({ ...options, files, met, open: openPage }, hearer),
    options,
  );
  const subject = await moduleSubject(launcher);
  return { ...subject, name: `${subject.name} in ${browser}` };
}
