// Stylesheets on the same page, one after the other: what each makes of every element, compared in the browser.

/** Runs in the page; the tests call what it leaves in `window.oracle`. */
function tools() {
  const sheets = {};
  const PROPERTIES = [...getComputedStyle(document.documentElement)].filter((each) => !each.startsWith('--'));
  const unescaped = (text) => text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, code, character) => (code ? String.fromCodePoint(parseInt(code, 16)) : character));
  /** Every style rule below `rules`, whatever layer or condition it stands in. */
  const styleRules = (rules) => [...rules].flatMap((rule) => [...(rule.selectorText ? [rule] : []), ...(rule.cssRules ? styleRules(rule.cssRules) : [])]);
  const layer = (name, layerName) => [...sheets[name].cssRules].filter((rule) => rule instanceof CSSLayerBlockRule && rule.name === layerName);
  const layerRules = (name, layerName) => layer(name, layerName).flatMap((block) => styleRules(block.cssRules));

  /** A shadow without colour and size is a part of Tailwind's that nobody sees. */
  const seen = (property, value) => {
    if (property !== 'box-shadow') return value;
    return value.split(/,\s*(?![^(]*\))/).filter((shadow) => !shadow.startsWith('rgba(0, 0, 0, 0) 0px 0px 0px 0px')).join(', ') || 'none';
  };
  const valuesOf = ([element, pseudo]) => {
    const style = getComputedStyle(element, pseudo || undefined);
    return PROPERTIES.map((property) => seen(property, style.getPropertyValue(property)));
  };
  const use = (name) => {
    for (const link of document.querySelectorAll('link[rel=stylesheet]')) link.disabled = true;
    document.adoptedStyleSheets = [sheets[name]];
  };
  const nameOf = (element) => {
    const probe = element.closest('[data-probe]');
    if (probe) return probe === element ? probe.dataset.probe : `${probe.dataset.probe} > ${element.localName}`;
    return `<${element.localName} class="${element.getAttribute('class') ?? ''}">`;
  };

  window.oracle = {
    add(name, text) {
      sheets[name] = new CSSStyleSheet();
      sheets[name].replaceSync(text);
    },
    /** The classes that the utilities of a stylesheet are for. */
    classes(name) {
      const names = layerRules(name, 'utilities').flatMap((rule) => rule.selectorText.match(/\.(?:\\.|[\w-])+/g) ?? []);
      return [...new Set(names.map((each) => unescaped(each.slice(1))))].sort();
    },
    layerText: (name, layerName) => layer(name, layerName).map((rule) => rule.cssText).join('\n'),
    /** The custom properties of a stylesheet's theme. */
    theme(name) {
      const roots = layerRules(name, 'base').filter((rule) => rule.selectorText === ':root');
      return Object.fromEntries(roots.flatMap(({ style }) => [...style].filter((each) => each.startsWith('--')).map((each) => [each, style.getPropertyValue(each)])));
    },
    /**
     * What differs between two stylesheets.
     * @returns {[string, string, string, string][]} element, property, the value of one and of the other
     */
    differences(one, other, selector, pseudos = ['']) {
      const places = [...document.querySelectorAll(selector)].flatMap((element) => pseudos.map((pseudo) => [element, pseudo]));
      const [first, second] = [one, other].map((name) => {
        use(name);
        return places.map(valuesOf);
      });
      const found = places.flatMap(([element, pseudo], at) =>
        PROPERTIES.flatMap((property, column) => {
          const values = [first[at][column], second[at][column]];
          return values[0] === values[1] ? [] : [{ element, pseudo, property, values, key: JSON.stringify([property, values]) }];
        }));
      // What an element inherits is told of its parent.
      const keys = new Map();
      for (const { element, key } of found) keys.set(element, (keys.get(element) ?? new Set()).add(key));
      const origin = ({ element, pseudo }) => (pseudo ? element : element.parentElement);
      return found.filter((each) => !keys.get(origin(each))?.has(each.key)).map(({ element, pseudo, property, values }) => [nameOf(element) + pseudo, property, ...values]);
    },
  };
}

/**
 * Puts stylesheets at hand on a page.
 * @param {import('playwright-core').Page} page
 * @param {Record<string, string>} sheets text by name
 */
export async function bring(page, sheets) {
  await page.evaluate(tools);
  for (const [name, text] of Object.entries(sheets)) await page.evaluate(([key, css]) => window.oracle.add(key, css), [name, text]);
}

/** States that a person brings about; the browser is told that an element is in one. */
export const FORCED = ['hover', 'focus', 'focus-visible', 'focus-within', 'active'];

/**
 * Tells the browser that every element with `data-force` is in the states it names.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('playwright-core').CDPSession>} while it is open, the states last
 */
export async function forceStates(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  for (const state of FORCED) {
    const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: `[data-force~="${state}"]` });
    for (const nodeId of nodeIds) await session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: [state] });
  }
  return session;
}
