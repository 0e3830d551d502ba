/** On the console's pages: carries the one-use code of a click to the background, and says that the extension is here. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { sendMessage } from '../messages';
import { ORIGIN } from '../origin';
import { answerTo, consolePages, type OurWord, pageWord } from '../pairing';

export default defineContentScript({
  matches: [consolePages(ORIGIN)],
  noScriptStartedPostMessage: true,
  main(ctx) {
    const say = (word: OurWord) => window.postMessage(word, window.location.origin);
    const sayHere = async () => say({ type: 'steelyard:here', connected: await sendMessage('isPaired') });
    const pair = async (code: string) => say(answerTo(await sendMessage('claimPairing', code)));

    ctx.addEventListener(window, 'message', (event) => {
      const word = ctx.isValid ? pageWord(event, window) : null;
      if (word?.type === 'steelyard:hello') void sayHere();
      if (word?.type === 'steelyard:pair') void pair(word.code);
    });
    void sayHere();
  },
});
