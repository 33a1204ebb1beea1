export const suggest = {
  label: 'Gợi ý',
  kinds: {
    recent: 'Đã tìm',
    title: 'Niêm yết',
    organisation: 'Tổ chức',
    sector: 'Lĩnh vực ưu tiên',
    field: 'Lĩnh vực',
    province: 'Tỉnh, thành phố',
    ipc: 'Nhóm sáng chế',
  },
  count: (count: number) => `${String(count)} gợi ý`,
  onlyHere: 'Chỉ nhớ trên máy này.',
  clear: 'Xóa',
  off: 'Không nhớ nữa',
  isOff: 'Máy này không nhớ những gì bạn tìm.',
  on: 'Nhớ lại',
};
