import { listCards } from '@ketnoi/db/listing-cards';
import { findOrganisation } from '@ketnoi/db/organisations';
import { isUuid, type OrganisationId } from '@ketnoi/domain/ids';
import { PAGES } from '@ketnoi/domain/pages';
import type { Ctx } from '../context.ts';
import { escapeHtml } from './html.ts';
import { listLd, trailLd } from './json-ld.ts';
import { cardsHtml } from './listing-page.ts';
import type { PageRequest, Rendered } from './rendered.ts';
import { homeWords, withSite } from './words.ts';

/** An organisation's public facts and what it lists under its own name. */
export async function organisationPage(ctx: Ctx, { params, language }: PageRequest): Promise<Rendered> {
  const id = params['id'] ?? '';
  const { node } = ctx.config;
  const row = isUuid(id) ? await findOrganisation(ctx.db, { id: id as OrganisationId }) : null;
  if (row === null || !row.shown) return { head: { ...homeWords(node, language), path: PAGES.home, index: false }, body: '', status: 404 };
  const name = (language === 'en' ? row.englishName : null) ?? row.legalName;
  const about = (language === 'vi' ? (row.aboutVi ?? row.aboutEn) : (row.aboutEn ?? row.aboutVi)) ?? '';
  const cards = await listCards(ctx.db, { filter: { organisation: id }, after: null, limit: 50, cap: 1 });
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name: row.legalName,
    alternateName: row.shortName ?? undefined,
    url: row.website ?? undefined,
    description: about === '' ? undefined : about,
  };
  const steps = [
    { name: withSite('', node, language), path: PAGES.home },
    { name, path: `/organisations/${id}` },
  ];
  const body = `<main class="prerendered"><h1>${escapeHtml(name)}</h1><p>${escapeHtml(about)}</p>${cardsHtml(cards.rows, language)}</main>`;
  return {
    head: {
      title: withSite(name, node, language),
      description: about === '' ? name : about,
      path: `/organisations/${id}`,
      index: !row.demo,
      type: 'profile',
      jsonLd: [jsonLd, trailLd(ctx.config.publicUrl, language, steps), listLd(ctx.config.publicUrl, language, cards.rows)],
    },
    body,
    status: 200,
  };
}
