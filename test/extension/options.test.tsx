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
  return { draw, field };
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
