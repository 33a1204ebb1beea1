export { aboutMatchingEn as aboutMatching } from '@ketnoi/domain/about-matching-en';
