cells-merged = { $count } ô của bảng gộp nhiều hàng hoặc nhiều cột
cells-merged-hint = chữ của mỗi ô gộp nằm ở ô đầu, các ô kia để trống
changes-accepted = đọc như đã chấp nhận mọi thay đổi
changes-accepted-hint = `--changes accepted` đọc bản mới
changes-original-hint = `--changes original` đọc bản cũ
changes-refused = đọc như đã từ chối mọi thay đổi
changes-tracked = tệp có thay đổi được theo dõi, { $inserted } chỗ thêm và { $deleted } chỗ xóa: { $reading }
comments-broken = danh sách góp ý bị hỏng: { $why }
comments-left-out = { $count } bình luận trong tệp không được đưa vào
comments-left-out-hint = bình luận nào bạn đọc cần biết thì ghi vào `annotations` của trang
comments-no-list = đây không phải danh sách góp ý: bảng phải có dòng đầu ghi các cột address, quote, comment, name, date; JSON phải là danh sách các đối tượng có những khóa ấy; hộp thư (mbox) phải mở đầu bằng `From `
comments-not-utf8 = tệp không dùng bảng mã UTF-8; hãy lưu lại thành “CSV UTF-8” hoặc văn bản thuần
contents-left-out = mục lục có { $count } dòng: dùng để kiểm tra, không in thành lời văn
contents-mismatch = mục lục nêu { $count } báo cáo hoặc phần mà máy không tìm thấy: { $titles }
contents-mismatch-hint = tìm các tên ấy trong các trang: có thể tên phần bị đọc thành lời văn, hoặc tên báo cáo bị đọc thành đề mục
contents-of-file = mục lục ({ $count } dòng) không được đưa vào
contents-of-file-hint = ấn bản tự lập mục lục từ các đề mục
cover-of-compilation = Bìa của tập tài liệu
encoding-converted = văn bản không dùng bảng mã UTF-8; máy đã chuyển từ bảng mã { $encoding }
encoding-converted-hint = hãy xem chữ có dấu ở một trang; nếu sai, lưu tệp theo bảng mã UTF-8 rồi nhập lại
excess-headings = đề mục thiếu hoặc chưa chắc
excess-notes = dấu và lời chú không ghép được với nhau
excess-pages = trang không có chữ
excess-words = chữ bị mất
file-damaged = tệp bị hỏng: không đọc được chữ
file-damaged-hint = mở bằng Word hoặc LibreOffice, hai chương trình này sửa được nhiều tệp, rồi lưu lại thành .docx
file-doc = đây là tệp Word đời cũ, trước năm 2007 (.doc)
file-doc-hint = mở bằng Word hoặc LibreOffice và lưu thành .docx (`soffice --convert-to docx TỆP`), rồi nhập tệp mới
file-locked = tệp bị khóa bằng mật khẩu
file-locked-hint = mở bằng mật khẩu, bỏ mật khẩu, rồi lưu lại thành .docx
file-no-document = trong tệp nén không có văn bản
file-no-document-hint = nêu tên tệp .docx hoặc .odt của báo cáo
file-no-text-page = trang web không có chữ
file-no-text-page-hint = nhiều trang chỉ hiện chữ khi script chạy: hãy lưu cả trang trong trình duyệt, rồi nhập tệp đã lưu
file-ocr-damaged = tệp của phần mềm nhận dạng chữ bị hỏng hoặc không có chữ
file-ocr-damaged-hint = cho phần mềm nhận dạng chữ ghi lại, thành hOCR, ALTO hoặc PAGE XML
file-picture = đây là tệp hình, như máy quét vẫn tạo ra
file-picture-hint = nếu máy có Tesseract, `ibid import --ocr` đọc được tệp này
file-rtf = đây là tệp Rich Text Format (.rtf)
file-unpacks = tệp khi giải nén quá lớn, lớn hơn mọi báo cáo
file-unpacks-hint = tách tệp thành từng báo cáo, lưu mỗi báo cáo thành .docx
gap-begins = số mục bắt đầu từ { $number }
fact-doubtful-hint = đối chiếu với tệp nguồn rồi sửa content/{ $report }/_index.md nếu cần
fact-doubtful-left =
    chưa ghi { $fact ->
        [title] tên văn bản
        [issuer] cơ quan ban hành
        [date] ngày ban hành
        [number] số, ký hiệu
       *[kind] loại văn bản
    }; có thể là “{ $rival }”
fact-doubtful-none =
    { $fact ->
        [title] tên văn bản
        [issuer] cơ quan ban hành
        [date] ngày ban hành
        [number] số, ký hiệu
       *[kind] loại văn bản
    } được đọc là “{ $chosen }”; cũng có thể văn bản không ghi mục này
fact-doubtful-other =
    { $fact ->
        [title] tên văn bản
        [issuer] cơ quan ban hành
        [date] ngày ban hành
        [number] số, ký hiệu
       *[kind] loại văn bản
    } được đọc là “{ $chosen }”; cũng có thể là “{ $rival }”
heading-doubtful-hint = dòng nào đúng là đề mục thì thêm `##` ở đầu dòng ấy trong trang
label-in-line = { $label } ở dòng { $line }
left-captions = tên bảng, hình: không phải đề mục, vẫn để trong lời văn
left-controls = dòng có ký tự điều khiển, các ký tự ấy đã bỏ
left-contents = dòng mục lục
left-labels = số của chú thích, đã trả về đúng chú thích
left-line-numbers = số thứ tự của dòng
left-page-ends = dấu hết trang
left-page-numbers = số trang
left-rules = đường kẻ trên chú thích
left-running-heads = dòng đầu trang lặp lại
left-stamps = dòng chữ của con dấu và chữ in chéo trên trang
left-table-heads = dòng đầu bảng in lại ở trang sau
letters-unknown = phông chữ không cho biết { $count } ký tự của tệp PDF là chữ gì; mỗi ký tự được thay bằng �
letters-unknown-hint = tìm � trong các trang và viết lại đúng như tệp PDF hiện ra
table-by-places = { $count } bảng không kẻ khung được đọc theo vị trí của chữ, ở trang { $pages }
table-by-places-hint = đối chiếu các hàng với bản in
letters-unseen = { $count } chữ của tệp PDF nhỏ đến mức không nhìn thấy nên không được đưa vào
letters-unseen-hint = không cần làm gì, trừ khi trang PDF hiện chữ mà ở đây thiếu
lines-left-out = những dòng không phải lời văn đã được lược bỏ: { $what }
lines-left-out-hint = nếu trong đó có dòng thuộc nội dung, bạn cần tự đưa lại vào trang
note-mark-doubtful = { $count } chữ số giống dấu chú thích mà không có lời chú: { $names }{ $more }
note-mark-doubtful-hint = chúng vẫn là chữ số; chỗ nào đúng là dấu chú thích thì viết [^7], và thêm lời chú thành một dòng [^7]: lời
note-repaired-source = chú thích { $number } được máy sửa: { $repair }
note-unresolved-source = chú thích { $label } không có lời chú trong báo cáo này
note-unresolved-source-hint = dấu được giữ nguyên; hãy viết lời chú vào trang, hoặc xóa dấu chú thích ấy
note-unused-source = có lời chú { $label } nhưng trong bài không có dấu chú thích ấy
note-unused-source-hint = lời chú được giữ lại; hãy đặt dấu chú thích vào đúng chỗ trong bài
numbers-unknown = { $count } số tự động theo kiểu đánh số mà máy không biết
numbers-unknown-hint = chúng được ghi bằng chữ số thường (1, 2, 3); hãy sửa lại như trong tệp
outline-empty = không tìm thấy đề mục nào trong báo cáo này
outline-empty-hint = đánh dấu đề mục bằng # hoặc viết thành dòng in đậm có đánh số, hoặc tự chia trang
page-without-text = { $count } trang của tệp PDF là hình, không có chữ: { $pages }
page-without-text-hint = cho phần mềm nhận dạng chữ thêm phần chữ: `ocrmypdf --skip-text -l vie+eng in.pdf out.pdf`, rồi nhập tệp mới
pages-left-out = đã lược bỏ { $count } dòng chỉ có số trang, dòng đầu trang lặp lại hoặc ghi chú của máy
pages-left-out-hint = nếu có con số thuộc nội dung mà đứng riêng một dòng như vậy, bạn cần tự đưa lại vào trang
parts-drawings = biểu đồ, hình vẽ hoặc tệp nhúng
parts-hidden = đoạn chữ ẩn
parts-hint = cái nào quan trọng thì đưa chữ của nó vào bài, hoặc đặt hình vào `static/`
parts-left-out = không được đưa vào: { $parts }
parts-menus = trình đơn, phần đầu, phần chân hoặc khung của trang web
parts-notes = lời chú không có dấu chú thích trong bài
pdf-damaged = tệp PDF bị hỏng: không đọc được trang nào
pdf-damaged-hint = thử `qpdf in.pdf out.pdf`, lệnh này sửa được nhiều tệp, hoặc xin lại tệp
pdf-letters = phông chữ của tệp PDF không cho biết nó in chữ gì
pdf-letters-hint = cho phần mềm nhận dạng chữ đọc lại bản in: `ocrmypdf --force-ocr -l vie+eng in.pdf out.pdf`, rồi nhập tệp mới
pdf-locked = tệp PDF bị khóa bằng mật khẩu
pdf-locked-hint = bỏ mật khẩu bằng `qpdf --decrypt --password=… in.pdf out.pdf`, rồi nhập tệp mới
pdf-pictures = tệp PDF không có lớp chữ: toàn bộ { $pages } trang là hình, như máy quét vẫn tạo ra
pdf-pictures-hint = nếu máy có Tesseract, `ibid import --ocr` đọc được tệp này; hoặc cho chương trình khác thêm lớp chữ: `ocrmypdf -l vie+eng in.pdf out.pdf`, rồi nhập tệp mới
pdf-pictures-shown = bỏ { $count } hình của tệp PDF vì là hình nền, biểu trưng lặp lại hoặc nằm dưới chữ: trang { $pages }
pictures-not-drawn = { $count } hình của tệp PDF không vẽ được, hoặc chỉ có một màu
pdf-pictures-shown-hint = hình nào cần thì đặt vào `static/` và ghi trong bài: `![lời mô tả](/hinh.png)`
pdf-unpacks = tệp PDF khi giải nén quá lớn, lớn hơn mọi báo cáo
pdf-unpacks-hint = tách tệp bằng `qpdf in.pdf --pages . 1-500 -- part.pdf`, rồi nhập từng phần
picture-left-out = hình { $picture } không được đưa vào
picture-left-out-hint = đặt tệp vào static/ và ghi trong trang: ![lời mô tả](/tệp)
report-gone = { $file } không còn báo cáo ở `content/{ $report }`; các trang của nó vẫn giữ nguyên
report-gone-hint = nếu báo cáo đã bị rút, hãy xóa thư mục ấy
save-utf8-file-hint = lưu lại tệp theo bảng mã UTF-8
source-unread = có quá nhiều chỗ trong { $report } máy chưa hiểu: { $reasons }{ $lines }
symbols-unknown = có { $count } ký hiệu của phông ký hiệu mà máy không biết; mỗi ký hiệu được thay bằng �
symbols-unknown-hint = tìm � trong các trang và viết lại đúng như trong tệp
text-binary = đây không phải tệp văn bản: ở vị trí { $offset } có byte mang giá trị 0
text-binary-hint = trước hết hãy xuất báo cáo thành Markdown hoặc văn bản thuần
text-empty = tệp không có chữ nào
text-empty-hint = hãy nêu đúng tệp mà phần mềm nhận dạng chữ đã ghi ra
text-not-utf8 = văn bản không dùng bảng mã UTF-8: có byte sai ở vị trí { $offset } (dòng { $line })
text-utf16 = văn bản dùng bảng mã UTF-16
title-missing-report = không tìm thấy khối tên văn bản; báo cáo chưa có tên
title-missing-report-hint = ghi tên báo cáo vào content/{ $report }/_index.md
unread-accept-hint = hãy xem những chỗ ấy; nếu vẫn muốn nhập tệp thì thêm --accept-unread
unread-digits = chữ số giống dấu chú thích mà không có lời chú
unread-tail = chữ dưới đường kẻ chân trang được đọc thành văn bản
unread-foot = dòng ở chân trang mở đầu giống lời chú nhưng không phải
unread-gap = thiếu một đề mục ở trước đề mục này
unread-heading = dòng giống đề mục nhưng được đọc là lời văn
unread-mark = dấu chú thích không có lời chú
unread-note = lời chú không có dấu chú thích trong bài
unread-short = dòng có thể là đề mục, được đọc là lời văn
unread-unparted = đoạn dài mà không tìm thấy đề mục hay chỗ ngắt đoạn nào
unparted-words = { $count } chữ
words-doubtful = phần mềm nhận dạng chữ không chắc về { $count } trong số { $words } chữ: { $shown }{ $more }
words-doubtful-hint = hãy đối chiếu những chữ này với bản in trước tiên
words-hint = hãy so các trang với tệp nguồn và tự sửa
words-outside = { $count } trong số { $all } chữ không thuộc báo cáo nào
words-outside-hint = --one đọc cả tệp thành một báo cáo; --accept-unread nhập tệp như máy đã hiểu
parts-scripts = đoạn script
parts-pictures = hình không có trong tệp, hoặc nằm trong chú thích
parts-picture-formats = hình ở định dạng mà trình duyệt không hiển thị (như EMF, WMF)
parts-picture-signs = biểu trưng và hình chỉ nhỏ bằng một ký hiệu
counted = { $count } { $what }
words-lost = các trang của { $report } thiếu { $count } chữ: { $words }
words-added = các trang của { $report } thừa { $count } chữ: { $words }
heading-doubtful = { $count } dòng giống đề mục nhưng được đọc là lời văn: dòng { $lines }
heading-weak = { $count } dòng gần giống đề mục nhất được đọc là lời văn: dòng { $lines }
gap-follows = { $number } đứng ngay sau { $before }
excess = { $many } trong số { $all } { $what }
in-lines = : dòng { $lines }
left-pictures = hình
left-file-title = nhan đề tệp tự ghi
left-comments = ghi chú của máy
gap-line = { $gap }; dòng { $line } mở đầu bằng một số còn thiếu nhưng được đọc là lời văn
left-out-page = { $count } { $what } (trang { $page }: { $words })
word-on-page = { $word } (trang { $page })
file-misnamed = tên tệp là PDF, Word hay hình ảnh, nhưng bên trong chỉ là văn bản thuần
file-misnamed-hint = hãy xin lại tệp: có thể tệp chưa tải về hết, hoặc chỉ chứa một thông báo lỗi; nếu đó đúng là văn bản của báo cáo thì đổi đuôi tệp thành .txt
