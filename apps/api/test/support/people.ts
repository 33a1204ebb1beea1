import { signUpOrganisation } from '@ketnoi/contracts/organisations';
import { signIn } from '@ketnoi/contracts/sessions';
import { TERMS_VERSION } from '@ketnoi/domain/account';
import type { OrganisationId } from '@ketnoi/domain/ids';
import { loadClassifications } from '@ketnoi/db/load-classifications';
import { as, visitor, type Answer, type Options } from './as.ts';
import { testWorld, type World } from './context.ts';

export const PASSWORD = 'núi cao biển rộng 42';

let counter = 0;
export const freshEmail = (): string => `nguoi${(counter += 1)}.${Math.random().toString(36).slice(2, 8)}@example.org`;

/** A world in which codes mean something. */
export async function peopledWorld(): Promise<World> {
  const world = await testWorld();
  await loadClassifications(world.admin);
  return world;
}

type Over = { organisation?: Record<string, unknown>; owner?: Record<string, unknown>; acceptedTerms?: string };

/** What the sign-up page sends; `over` replaces or adds fields. */
export function signUpBody(over: Over = {}) {
  return {
    organisation: { typeCode: 'enterprise', legalName: 'Công ty TNHH Thử nghiệm Ánh Dương', provinceCode: '22', ...over.organisation },
    owner: { fullName: 'Trần Thị Bình', email: freshEmail(), password: PASSWORD, language: 'vi' as const, ...over.owner },
    acceptedTerms: over.acceptedTerms ?? TERMS_VERSION,
  };
}

export type Person = { email: string; token: string; organisation: OrganisationId; accountId: string; refresh: string };

/** Signs somebody up through the API; the address still waits for its letter. */
export async function signedUp(world: World, over: Over = {}): Promise<Person> {
  const body = signUpBody(over);
  const answer = await as(world, visitor).call(signUpOrganisation, { body });
  if (answer.status !== 201) throw new Error(`sign-up: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { accessToken: token, organisationId, account } = answer.body;
  return {
    email: body.owner.email,
    token,
    organisation: organisationId as OrganisationId,
    accountId: account.id,
    refresh: cookieOf(answer) ?? '',
  };
}

export const signInAs = (world: World, email: string, options: Options & { password?: string } = {}) =>
  as(world, visitor).call(signIn, { body: { email, password: options.password ?? PASSWORD } }, options);

/** The value of a cookie that an answer sets; undefined when it sets none, empty when it takes it away. */
export function cookieOf(answer: Answer<unknown>, name = 'ketnoi'): string | undefined {
  const line = cookieLine(answer, name);
  return line?.slice(name.length + 1, line.indexOf(';'));
}

/** The whole `Set-Cookie` line of a cookie. */
export function cookieLine(answer: Answer<unknown>, name: string): string | undefined {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map(String)
    .find((one) => one.startsWith(`${name}=`));
}

/** The newest letter to an address: which it is, and the token of its link. */
export async function letterTo(
  world: World,
  recipient: string,
): Promise<{ template: string; token: string; text: string; subject: string }> {
  const row = await world.admin
    .selectFrom('mail')
    .selectAll()
    .where('recipient', '=', recipient)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return {
    template: row.template,
    subject: row.subject,
    text: row.bodyText,
    token: /\/([A-Za-z0-9_-]{43})\b/u.exec(row.bodyText)?.[1] ?? '',
  };
}
