/** `npm run doctor -- [address]`: examines an installation, and says what is wrong and what helps. */
import { examine } from './doctor/checks.ts';
import { targetOf } from './target.ts';

const target = targetOf(process.argv[2]);
const findings = await examine(target);
for (const { what, trouble } of findings)
  console.log(trouble === null ? `well   ${what}` : `ILL    ${what}\n       ${trouble}`);
const ill = findings.filter(({ trouble }) => trouble !== null);
console.log(ill.length === 0 ? `${target.url} is well.` : `${target.url}: ${ill.length} to cure.`);
process.exit(ill.length === 0 ? 0 : 1);
