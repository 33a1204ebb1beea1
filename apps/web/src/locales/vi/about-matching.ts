export { aboutMatchingVi as aboutMatching } from '@ketnoi/domain/about-matching-vi';
