import { createListing, publishListing, readListing, submitListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { Input } from '@ketnoi/contracts/endpoint';
import { expect } from 'vitest';
import { as, type Caller } from './as.ts';
import type { World } from './context.ts';

type Draft = Input<typeof createListing>['body'];

/** A text in both languages. */
export const both = (vi: string, en: string) => ({ vi, en });

/** An offer with everything that publication waits for, and nothing more. */
export function completeOffer(more: Partial<Draft> = {}): Draft {
  return {
    side: 'offer',
    kind: 'technology',
    ...more,
    texts: {
      title: both('Màng lọc nước mặn bằng graphene', 'Graphene membrane for brackish water'),
      summary: both(
        'Lọc nước lợ thành nước sinh hoạt với chi phí điện thấp.',
        'Turns brackish water into drinking water at low power cost.',
      ),
      partnerRole: both('Doanh nghiệp sản xuất thiết bị lọc nước', 'A maker of water treatment equipment'),
      ...more.texts,
    },
    values: {
      trl: 6,
      ipRights: [{ kind: 'invention_patent', territory: 'VN', status: 'granted', number: '1-0012345' }],
      transferForms: ['independent'],
      advantages: [
        { metric: both('Điện tiêu thụ', 'Power used'), baseline: both('4 kWh/m3', '4 kWh/m3'), claim: both('1,5 kWh/m3', '1.5 kWh/m3') },
      ],
      fields: ['2'],
      sectors: ['IND-ENVIRONMENT'],
      listCheck: { status: 'encouraged', basis: 'Nghị định 76/2018/NĐ-CP, phụ lục I', checkedBy: 'self', date: '2026-11-01' },
      ...more.values,
    },
  };
}

/** A need that a cooperative can fill in on a phone: four fields. */
export function completeNeed(more: Partial<Draft> = {}): Draft {
  return {
    side: 'need',
    kind: 'need',
    ...more,
    texts: {
      title: both('Sấy vải thiều mà vẫn giữ màu', 'Dry lychees without losing colour'),
      problem: both('Vải sấy bằng than bị sẫm màu, thương lái trả giá thấp.', 'Lychees dried over coal turn dark and sell low.'),
      ...more.texts,
    },
    values: { sectors: ['AGR-HITECH'], endsOn: '2027-06-01', ...more.values },
  };
}

/** Creates a draft and gives it back as its writer sees it. */
export async function drafted(world: World, writer: Caller, draft: Draft = completeOffer()): Promise<ListingDetail> {
  const answer = await as(world, writer).call(createListing, { body: draft });
  expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
  expect(answer.status).toBe(201);
  return answer.body;
}

/** A draft that was handed in. */
export async function submitted(world: World, writer: Caller, draft: Draft = completeOffer()): Promise<ListingDetail> {
  const { id, version } = await drafted(world, writer, draft);
  const answer = await as(world, writer).call(submitListing, { params: { id } }, { version });
  expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
  return answer.body;
}

/** A listing that a moderator has published. */
export async function published(
  world: World,
  people: { writer: Caller; moderator: Caller },
  draft: Draft = completeOffer(),
): Promise<ListingDetail> {
  const { id, version } = await submitted(world, people.writer, draft);
  const answer = await as(world, people.moderator).call(publishListing, { params: { id }, body: {} }, { version });
  expect(answer.problem.errors ?? answer.problem.code).toBeUndefined();
  const read = await as(world, people.writer).call(readListing, { params: { id }, query: {} });
  return read.body;
}
