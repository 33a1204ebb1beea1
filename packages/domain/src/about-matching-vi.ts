import type { AboutMatching } from './about-matching.ts';

export const aboutMatchingVi: AboutMatching = {
  title: 'Sàn ghép và chấm điểm như thế nào',
  description:
    'Cách Ketnoi so nhu cầu với công nghệ chào bán: so nghĩa, so từ, so số và điều kiện; điểm cộng lại được từng phần; số đo chất lượng; điều không xét đến; cách phản đối.',
  lead: 'Bạn viết vấn đề bằng lời của mình, sàn xếp các chào bán theo mức có thể giải quyết được và nói rõ vì sao. Trang này nói cách làm, kết quả đo được, và giới hạn.',
  before: [
    {
      id: 'steps',
      title: 'Các bước',
      text: ['Mỗi lần ghép đi qua bốn bước, bước nào cũng xem lại được trên màn hình.'],
      points: [
        'Đọc câu chữ: chữ gõ không dấu được thêm dấu; từ tiếng Việt được tra nghĩa tiếng Anh trong từ điển và ngược lại, nên nhu cầu tiếng Việt gặp được chào bán tiếng Anh.',
        'Loại trước khi xếp: công nghệ thuộc danh mục cấm, đã cấp độc quyền, không nhận quan tâm, không kịp hạn, TRL dưới mức tối thiểu, lãnh thổ không gồm nơi cần, cùng một tổ chức, hoặc điều một bên đã nói là không muốn. Đã loại bao nhiêu và vì sao đều được đếm, bấm vào xem được.',
        'Chấm điểm: nghĩa của cả bài và của từng câu, từ trùng, số và đơn vị, lĩnh vực, lĩnh vực ưu tiên, TRL, ngân sách, địa bàn, cách chuyển giao, sở hữu trí tuệ, thời hạn, xác minh. Mỗi phần một số điểm; điểm hiện ra đúng bằng tổng các phần.',
        'Xếp thứ tự: theo điểm; trong mười kết quả đầu, một tổ chức có nhiều nhất ba.',
      ],
    },
    {
      id: 'unknown',
      title: 'Điều chưa nêu không bị trừ điểm',
      text: [
        'Khi một bên chưa nêu điều gì (chẳng hạn giá), phần đó không cộng, không trừ và ghi là “chưa rõ”, kèm bên nào chưa nêu. Chủ niêm yết được gợi ý nên bổ sung điều gì.',
      ],
    },
    {
      id: 'not',
      title: 'Điều không xét đến',
      text: ['Việc ghép chỉ đọc những gì người xem được phép đọc.'],
      points: [
        'Phần bảo mật của niêm yết (sau NDA, phòng dữ liệu, riêng bên mình) không tham gia: không nằm trong chỉ mục, không tính điểm, không hiện trong lý do hay số đếm.',
        'Câu gõ ở ô hỏi không được lưu; người khác không thấy.',
        'Tiền trả cho sàn, lượt xem, hay ai là người hỏi không làm điểm cao lên.',
      ],
    },
  ],
  figures: {
    title: 'Tốt đến đâu: số đo',
    text: [
      'Đo bằng chính mã nguồn của sàn trên các bộ dữ liệu công khai có đáp án. nDCG@10 cho biết mười kết quả đầu được xếp tốt đến đâu: 1 là thứ tự tốt nhất có thể. Khoảng tin cậy 95 % nói con số có thể dao động đến đâu nếu lấy mẫu khác.',
      'Đáp án của CORDIS và SBIR chỉ gồm dự án đã được cấp tiền, nên nhiều kết quả đúng khác bị tính là sai; con số thật cao hơn, và chỉ nên dùng để so các cách làm với nhau. Tham số được chọn trên chính các bộ này: với dữ liệu khác, kết quả có thể thấp hơn đôi chút.',
    ],
    heads: { set: 'Bộ đo', size: 'Cỡ', score: 'nDCG@10', interval: 'Khoảng 95 %', found: 'Có trong 50 đầu' },
    sets: {
      cordis: 'CORDIS: đề bài của EU → dự án',
      sbir: 'SBIR: cả đề bài của Mỹ → dự án',
      sbir_objective: 'SBIR: chỉ mục tiêu → dự án',
      cranfield: 'Cranfield: câu hỏi → tóm tắt bài báo',
      vi_en: 'Hỏi tiếng Việt → đoạn văn tiếng Anh',
      vi_plain_en: 'Hỏi tiếng Việt không dấu → tiếng Anh',
      en_vi: 'Hỏi tiếng Anh → tiếng Việt',
      vi_vi: 'Hỏi tiếng Việt → tiếng Việt',
      vi_plain_vi: 'Hỏi không dấu → tiếng Việt',
      en_en: 'Hỏi tiếng Anh → tiếng Anh',
    },
    size: (queries, documents) => `${queries} câu hỏi, ${documents} văn bản`,
    command:
      'Ai cũng đo lại được bằng lệnh npm run evaluate trên dữ liệu của mình; bảng đầy đủ nằm trong tệp infra/bench/matching.md của mã nguồn.',
  },
  after: [
    {
      id: 'feedback',
      title: 'Ý kiến của bạn làm gì',
      text: [
        'Bấm “Không phải cái này vì…” và chọn lý do: kết quả ấy được ẩn, danh sách của niêm yết này được xếp lại, và bạn có thể hoàn tác bất cứ lúc nào. Chủ của niêm yết bị bỏ qua nhận lời khuyên gộp, không biết ai đã nói.',
      ],
    },
    {
      id: 'limits',
      title: 'Khi thiếu điều kiện',
      text: [
        'Nếu phần so nghĩa của câu, từ điển hay bộ ghép chưa chạy, sàn vẫn trả lời bằng phần còn lại và nói rõ đang thiếu gì. Khi bộ ghép không trả lời, bạn nhận kết quả tìm kiếm theo từ, không có điểm.',
      ],
    },
    {
      id: 'object',
      title: 'Không phải lời khuyên; cách phản đối',
      text: [
        'Điểm là gợi ý để đọc trước cái gì, không phải lời khuyên mua, bán, đầu tư hay pháp lý, cũng không phải đánh giá chất lượng công nghệ. Không có quyết định nào được máy đưa ra thay người: bày tỏ quan tâm, nhận hay từ chối đều do các bên và môi giới.',
        'Thấy niêm yết của mình bị xếp sai, hãy xem lý do, sửa phần đã viết hoặc bổ sung điều “chưa rõ”. Vẫn thấy sai, hãy gửi mã hồ sơ cho sàn qua địa chỉ ở cuối trang; người của sàn xem lại và trả lời.',
      ],
    },
  ],
};
