// Lets the pages' bare imports be found from outside of this folder, as the import map does in a browser.
import { register } from "node:module";

const hooks = `
  const root = ${JSON.stringify(new URL("../node_modules/", import.meta.url).href)};
  export async function resolve(specifier, context, next) {
    const bare = /^(lit|lit-html|lit-element|@lit)(\\/|$)/.test(specifier);
    return next(specifier, bare ? { ...context, parentURL: root } : context);
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
