import type { ListingSketch } from '@ketnoi/testing/listings';

/** Listings for the rules of Vietnamese: short titles, each there for the sake of its letters. Written for this project. */
const titles = {
  // Words that differ by their marks alone.
  beef: 'Chế biến thịt bò một nắng',
  avocado: 'Bảo quản bơ sáp sau thu hoạch',
  controller: 'Bộ điều khiển động cơ bước',
  tea: 'Sao chè xanh bằng hơi nước',
  cover: 'Mái che tự động nhà trồng hoa',
  product: 'Chế phẩm trừ rệp sáp',
  stone: 'Cắt đá ốp lát bằng dây kim cương',
  leather: 'Thuộc da cá sấu không crom',
  turmeric: 'Sấy nghệ đỏ dạng lát',
  craft: 'Số hóa nghề gốm cổ truyền',
  crab: 'Nuôi cua lột trong hộp nhựa',
  saw: 'Máy cưa lọng gỗ rừng trồng',
  sugar: 'Ép mía cây công suất nhỏ',
  rice: 'Tách hạt lúa lép bằng khí động',
  silk: 'Ươm tơ lụa tự động',
  pot: 'Nung chum vại tiết kiệm củi',
  apricot: 'Chưng mai vàng nở đúng Tết',
  plough: 'Máy mài lưỡi cày',
  // d and đ.
  electric: 'Tủ điện thông minh cho hộ gia đình',
  peanut: 'Rang đậu phộng liên tục',
  mulberry: 'Nước dâu tằm lên men',
  copper: 'Thu hồi đồng từ bo mạch',
  moving: 'Thiết bị đo dòng chảy di động',
  oil: 'Ép dầu gấc lạnh',
  coconut: 'Tách sọ dừa bằng khí nén',
  pineapple: 'Sợi dệt từ lá dứa',
  soil: 'Cải tạo đất phèn trồng khoai',
  lamp: 'Đèn câu mực công suất thấp',
  // Both habits of placing the tone.
  chemistry: 'Kho hóa chất có giám sát từ xa',
  harmony: 'Bộ nghịch lưu hòa lưới',
  irrigation: 'Cống thủy lợi điều khiển từ xa',
  health: 'Vòng đeo theo dõi sức khỏe',
  painting: 'In họa tiết gốm bằng phun mực',
  erasing: 'Xóa vết xước kính bằng laser',
  court: 'Tòa nhà phát thải thấp',
  destroying: 'Lò hủy chất thải y tế',
  flower: 'Kéo dài tuổi hoa cắt cành',
  oaInside: 'Sơn chống lóa mặt đường',
  // Words that belong together.
  biotech: 'Ứng dụng công nghệ sinh học vào men rượu',
  labour: 'Nông dân góp công trồng nghệ vàng',
  wastewater: 'Xử lý nước thải lò giết mổ',
  apart: 'Giảm thải bằng cách tuần hoàn nước rửa rau, xử lý tại chỗ',
  food: 'Bao gói thực phẩm đông lạnh',
  production: 'Chứng thực sản phẩm gốm',
  material: 'Vật liệu cách nhiệt từ trấu',
  freight: 'Dữ liệu vận tải hàng hóa và vật nuôi',
  soft: 'Phần mềm quản lý trang trại',
  hard: 'Gối mềm có ba phần xốp',
  sensor: 'Cảm biến nồng độ khí amoniac',
  feeling: 'Bàn phím cảm ứng phát hiện biến dạng',
  renewable: 'Năng lượng tái tạo cho trạm bơm',
  able: 'Khôi phục năng suất với lượng tro vừa đủ',
  medicine: 'Chiết xuất dược liệu bằng siêu âm',
  smart: 'Nhà kính trồng dưa lưới',
  // Numbers of documents and standards.
  decree: 'Tư vấn hợp đồng theo Nghị định 76/2018/NĐ-CP',
  decision: 'Đào tạo theo Quyết định 3628/QĐ-UBND',
  cable: 'Cáp hạ áp đạt TCVN 5935-1:2013',
  otherCable: 'Cáp trung áp đạt TCVN 5935-2:2013',
  foodSafety: 'Chứng nhận ISO 22000 cho xưởng nước mắm',
  quality: 'Hệ thống ISO 9001 cho hợp tác xã',
  lawTransfer: 'Phổ biến Luật 07/2017/QH14',
  water: 'Lọc nước đạt QCVN 01-1:2018/BYT',
  circular: 'Báo cáo theo Thông tư 15/2018/TT-BKHCN',
  patent: 'Quy trình theo đơn WO 2020/123456',
} as const;

/** Listings in English alone, to be found by Vietnamese words. */
const english = {
  bioreactorEn: 'Compact bioreactor for yeast',
  fuelCell: 'Air-cooled fuel cell stack',
  desalination: 'Solar desalination of well water',
  corrosion: 'Corrosion inhibitor for steel bridges',
  predictive: 'Predictive maintenance of looms',
  neural: 'Neural network for leaf disease',
  antenna: 'Foldable antenna for drones',
  bioplastic: 'Bioplastic film from seaweed',
  algorithm: 'Scheduling algorithm for dye houses',
  sterilization: 'Cold sterilization of spices',
  tilapia: 'Fast-growing tilapia strain',
  resin: 'Low-emission resin for plywood',
  perovskite: 'Perovskite tandem coating',
  lithium: 'Lithium battery recycling by direct regeneration',
  photovoltaic: 'Semi-transparent photovoltaic glazing',
  nanofiltration: 'Nanofiltration skid for brackish water',
  hydroponics: 'Vertical hydroponics rack',
  pasteurisation: 'Pasteurisation by ohmic heating',
  fermentation: 'Continuous fermentation monitor',
  spectrometer: 'Pocket spectrometer for fruit ripeness',
} as const;

/** Listings with keywords, summary or description that matter. */
const further = {
  solarTitle: { title: 'Điện mặt trời nổi trên hồ' },
  solarKeyword: { title: 'Mái nhà xưởng sinh lợi', keywords: { vi: ['điện mặt trời'] } },
  solarSummary: { title: 'Trang trại tự chủ', summary: 'Bơm tưới chạy bằng điện mặt trời.' },
  solarDescription: { title: 'Trạm bơm vùng cao', texts: { description: { vi: 'Nguồn là điện mặt trời và ắc quy.', en: null } } },
  photovoltaicVi: { title: 'Kính quang điện cho nhà cao tầng' },
  ipc: { title: 'Viên nang nghệ nano', ipcCodes: ['A61K 31/00'] },
  otherIpc: { title: 'Kem bôi da', ipcCodes: ['A61Q 19/00'] },
  it: { title: 'Công nghệ thông tin cho hợp tác xã' },
  techTransfer: { title: 'Dịch vụ chuyển giao công nghệ' },
  ip: { title: 'Tư vấn sở hữu trí tuệ' },
  pigFeed: { title: 'Thức ăn cho lợn nái' },
  cityOffice: { title: 'Bản đồ ngập Thành phố Hồ Chí Minh' },
} as const satisfies Record<string, ListingSketch>;

export type Name = keyof typeof titles | keyof typeof english | keyof typeof further;

/** Every listing of the corpus by name. */
export const corpus: Readonly<Record<Name, ListingSketch>> = {
  ...(Object.fromEntries(Object.entries(titles).map(([name, title]) => [name, { title }])) as Record<keyof typeof titles, ListingSketch>),
  ...(Object.fromEntries(Object.entries(english).map(([name, en]) => [name, { title: { en } }])) as Record<
    keyof typeof english,
    ListingSketch
  >),
  ...further,
};
