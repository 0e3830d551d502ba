/** The options page: what a rep types is the rep's, whatever is drawn meanwhile. */
import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { Options, type OptionsProps } from '../../extension/ui/Options';

const PROPS: OptionsProps = {
  origin: 'https://steelyard.example',
  paired: null,
  hosts: [],
  stored: { people: 0, keys: 0, unsent: 0 },
  pages: [],
  selectors: null,
  keys: '',
  linkedin: 'panel',
  quiet: [],
  notify: 'off',
  hush: { from: 19, to: 8 },
  isWelcome: false,
  onNotify: () => {},
  trouble: null,
  onDisconnect: () => {},
  onAllow: () => {},
  onWish: () => {},
  onErase: () => {},
  onLook: () => {},
};

function page() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const draw = (over: Partial<OptionsProps>) => render(<Options {...PROPS} {...over} />, root);
  const field = () => root.querySelector('textarea') ?? document.createElement('textarea');
  const text = () => root.textContent ?? '';
  return { draw, field, text };
}

describe('domains that are never looked up', () => {
  it('are what is stored until the rep types', () => {
    const { draw, field } = page();
    draw({ quiet: ['contoso.example'] });
    expect(field().value).toBe('contoso.example');
    draw({ quiet: ['contoso.example', 'fabrikam.example'] });
    expect(field().value).toBe('contoso.example\nfabrikam.example');
  });
  it('stay as they are typed while another choice is drawn', () => {
    const { draw, field } = page();
    draw({});
    field().value = 'conto';
    draw({ linkedin: 'card' });
    expect(field().value).toBe('conto');
  });
  it('are kept as domains, each once, and shown so', () => {
    const onWish = vi.fn();
    const { draw, field } = page();
    draw({ onWish });
    field().value = 'Contoso.example\nnonsense contoso.example';
    field().dispatchEvent(new Event('change', { bubbles: true }));
    expect(onWish.mock.calls).toEqual([[{ quiet: ['contoso.example'] }]]);
    expect(field().value).toBe('contoso.example');
  });
});

describe('the keys that open the card', () => {
  it('are those that the browser has given', () => {
    const { draw, text } = page();
    draw({ keys: 'Alt+Shift+S' });
    expect(text()).toContain(
      'Alt+Shift+S takes you to the card of who is on screen; where there is none, to the queue.',
    );
    draw({});
    expect(text()).toContain('No keys open the card');
  });
});

describe('what the workspace has corrected', () => {
  it('is told: which hosts are off, and what is looked for otherwise', () => {
    const { draw, text } = page();
    draw({});
    expect(text()).toContain('Every host is on, and read as this version of Steelyard reads it.');
    const ladders = { subject: { most: 20, ways: ['h2'] } };
    draw({ selectors: { version: 3, hosts: { gmail: { ladders }, linkedin: { isOff: true } } } });
    expect(text()).toContain('Switched off by your workspace: linkedin.');
    expect(text()).toContain('Corrected by your workspace (version 3): gmail subject.');
  });
});
