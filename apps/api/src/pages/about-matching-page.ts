import type { AboutMatching, AboutSection } from '@ketnoi/domain/about-matching';
import { aboutMatchingEn } from '@ketnoi/domain/about-matching-en';
import { aboutMatchingVi } from '@ketnoi/domain/about-matching-vi';
import type { Language } from '@ketnoi/domain/language';
import { MATCHING_FIGURES } from '@ketnoi/domain/matching-figures';
import { PAGES } from '@ketnoi/domain/pages';
import type { Ctx } from '../context.ts';
import { escapeHtml } from './html.ts';
import { trailLd } from './json-ld.ts';
import type { PageRequest, Rendered } from './rendered.ts';
import { withSite } from './words.ts';

const WORDS: Record<Language, AboutMatching> = { vi: aboutMatchingVi, en: aboutMatchingEn };

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('');

function sectionHtml({ title, text, points = [] }: AboutSection): string {
  const list = points.length === 0 ? '' : `<ul>${points.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`;
  return `<h2>${escapeHtml(title)}</h2>${paragraphs(text)}${list}`;
}

function figuresHtml({ figures }: AboutMatching, language: Language): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const figure = (thousandths: number): string => format.format(thousandths / 1000);
  const rows = MATCHING_FIGURES.map(
    ({ set, ndcg, low, high }) => `<li>${escapeHtml(figures.sets[set])}: ${figure(ndcg)} (${figure(low)}–${figure(high)})</li>`,
  );
  return `<h2>${escapeHtml(figures.title)}</h2>${paragraphs(figures.text)}<ul>${rows.join('')}</ul>${paragraphs([figures.command])}`;
}

/** How matching works and how good it is, for robots and readers without script: the words of the page itself. */
export function aboutMatchingPage(ctx: Ctx, { language }: PageRequest): Promise<Rendered> {
  const words = WORDS[language];
  const { node, publicUrl } = ctx.config;
  const path = PAGES.aboutMatching;
  const steps = [
    { name: withSite('', node, language), path: PAGES.home },
    { name: words.title, path },
  ];
  const parts = [...words.before.map(sectionHtml), figuresHtml(words, language), ...words.after.map(sectionHtml)].join('');
  return Promise.resolve({
    head: {
      title: withSite(words.title, node, language),
      description: words.description,
      path,
      index: true,
      type: 'article',
      jsonLd: [trailLd(publicUrl, language, steps)],
    },
    body: `<main class="prerendered"><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.lead)}</p>${parts}</main>`,
    status: 200,
  });
}
