import { hasGrant, type Actor } from './actor.ts';
import type { Side } from './listing-kinds.ts';
import type { ListingFieldName } from './listing-fields.ts';
import type { Standing } from './listing-policy.ts';
import type { FeedbackReason, MatchVerdict } from './match.ts';
import type { StateGraph } from './state.ts';
import { localDay, startOfDay } from './working-days.ts';

/** What the asking side made of a pair it was shown. */
export const MATCH_STATES = ['shown', 'liked', 'dismissed'] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** The asking side: an editor of one of the organisations of the listing that was asked with. */
export const MATCH_GRAPH = {
  shown: { like: { to: 'liked', by: ['asking'] }, dismiss: { to: 'dismissed', by: ['asking'] } },
  liked: { dismiss: { to: 'dismissed', by: ['asking'] }, undo: { to: 'shown', by: ['asking'] } },
  dismissed: { like: { to: 'liked', by: ['asking'] }, undo: { to: 'shown', by: ['asking'] } },
} as const satisfies StateGraph<MatchState, 'like' | 'dismiss' | 'undo', 'asking'>;

export const STEP_OF = { relevant: 'like', not_relevant: 'dismiss' } as const satisfies Record<MatchVerdict, string>;
export const STATE_OF = { relevant: 'liked', not_relevant: 'dismissed' } as const satisfies Record<MatchVerdict, MatchState>;

/** Who speaks for a listing: editors of its organisations, in whose name they act. They judge its matches and are told how it could be matched more closely. */
export function speaksFor(standing: Standing): boolean {
  return standing.roles.includes('owner') || standing.roles.includes('entrant');
}

/** Who may look at another ranker beside the one in use. */
export function mayCompareRankers(actor: Actor): boolean {
  return hasGrant(actor, 'moderator') || hasGrant(actor, 'admin');
}

/** So many questions one network may put to the question box, in any so many minutes. */
export const QUESTION_LIMITS = [
  { minutes: 1, most: 20 },
  { minutes: 60, most: 200 },
] as const;

/**
 * A reason is told to the owner of a listing that was passed over once so many verified organisations gave it within so many months, as things stood
 * at the beginning of the month.
 */
export const COACHING = { organisations: 2, months: 12 } as const;

/** The beginning of the exchange's month that holds this moment. */
export function monthOf(now: Date): Date {
  return startOfDay(`${localDay(now).slice(0, 7)}-01`);
}

type Coached = Exclude<FeedbackReason, 'already_known' | 'other'>;
type Advice = { vi: string; en: string; fields: readonly ListingFieldName[] };

/** What a listing could say so that it is not passed over for this reason. */
const ADVICE: Readonly<Record<Side, Readonly<Record<Coached, Advice>>>> = {
  offer: {
    wrong_topic: {
      vi: 'Có bên xem rồi bỏ qua vì thấy khác chủ đề. Nói rõ trong tiêu đề và tóm tắt công nghệ làm được việc gì, cho ai; chọn lại từ khóa và lĩnh vực.',
      en: 'It was looked at and passed over as another topic. Say in title and summary what it does and for whom; choose keywords and fields anew.',
      fields: ['title', 'summary', 'technologyKeywords', 'marketKeywords', 'fields'],
    },
    too_early: {
      vi: 'Có bên bỏ qua vì thấy còn quá sớm. Kiểm tra mức TRL và nêu bằng chứng: nơi đã chạy thử, thời gian, kết quả đo.',
      en: 'It was passed over as too early. Check the TRL and give evidence: where it ran, for how long, what was measured.',
      fields: ['trl', 'trlEvidence', 'inUse'],
    },
    price: {
      vi: 'Có bên bỏ qua vì giá. Nêu cách tính giá, khoảng giá và cách thanh toán để bên xem khỏi phải đoán.',
      en: 'It was passed over for its price. Say how the price is set, a range and ways of paying, so that nobody has to guess.',
      fields: ['priceStance', 'priceRange', 'paymentModes'],
    },
    region: {
      vi: 'Có bên bỏ qua vì địa bàn. Nêu nước, vùng được dùng công nghệ và hỗ trợ tại chỗ.',
      en: 'It was passed over for its place. Say where it may be used and what support you give on site.',
      fields: ['territories', 'territoryNote', 'supportOffered'],
    },
  },
  need: {
    wrong_topic: {
      vi: 'Có bên xem rồi bỏ qua vì thấy khác chủ đề. Mô tả vấn đề cụ thể hơn, kèm chỉ tiêu cần đạt và điều bắt buộc.',
      en: 'It was looked at and passed over as another topic. Describe the problem more closely, with target values and what is a must.',
      fields: ['title', 'problem', 'targets', 'mustHave', 'fields'],
    },
    too_early: {
      vi: 'Có bên bỏ qua vì công nghệ của họ còn sớm so với bạn cần. Xem lại mức TRL tối thiểu và thời hạn.',
      en: 'It was passed over as too early for what they have. Look again at the least TRL you take and at your dates.',
      fields: ['trlMin', 'startsOn', 'endsOn'],
    },
    price: {
      vi: 'Có bên bỏ qua vì ngân sách. Nêu khoảng ngân sách và nguồn tiền để bên chào bán cân nhắc.',
      en: 'It was passed over for its budget. Give a range and where the money comes from, so that an offer can be weighed.',
      fields: ['budget', 'budgetSources'],
    },
    region: {
      vi: 'Có bên bỏ qua vì địa bàn. Nêu nơi lắp đặt và có đến xem được không.',
      en: 'It was passed over for its place. Say where it is to stand and whether it can be visited.',
      fields: ['site', 'visitPossible'],
    },
  },
};

/** The advice for a reason; null for those no listing can do anything about. */
export function adviceOn(side: Side, reason: FeedbackReason): Advice | null {
  return reason === 'already_known' || reason === 'other' ? null : ADVICE[side][reason];
}

/** The life of learned weights: learned as a candidate, taken into use, out of it, and back. */
export const MATCH_MODEL_STATES = ['candidate', 'active', 'retired'] as const;
export type MatchModelState = (typeof MATCH_MODEL_STATES)[number];
export type MatchModelAction = 'learn' | 'activate' | 'retire' | 'reactivate';
export const MATCH_MODEL_GRAPH = {
  candidate: { activate: { to: 'active', by: ['operator'] } },
  active: { retire: { to: 'retired', by: ['operator'] } },
  retired: { reactivate: { to: 'active', by: ['operator'] } },
} as const satisfies StateGraph<MatchModelState, Exclude<MatchModelAction, 'learn'>, 'operator'>;
