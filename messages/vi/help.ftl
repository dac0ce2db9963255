help-usage = Cách dùng
help-commands = Các lệnh
help-arguments = Tham số
help-options = Tùy chọn
help-name-command = LỆNH
help-name-options = TÙY CHỌN
help-name-file = TỆP
help-name-folder = THƯ MỤC
help-name-code = MÃ
help-name-codes = MÃ
help-name-words = CHỮ
help-name-url = ĐỊA CHỈ
help-name-port = CỔNG
help-name-address = ĐỊA CHỈ
help-name-place = CHỖ
help-name-reading = CÁCH ĐỌC
help-name-yyyy-mm-dd = NĂM-THÁNG-NGÀY
help-name-format = DẠNG
help-name-what = LOẠI
help-name-of = TÊN
help-name-shell = LOẠI
help-name-ocr-languages = MÃ
help-name-figure = CHỖ
help-values = [một trong: { $values }]
help-default = [mặc định: { $value }]
help-env = [biến môi trường: { $name }]
usage-unknown = không có tùy chọn hay tham số `{ $argument }`
usage-command = không có lệnh `{ $command }`
usage-missing = còn thiếu: { $argument }
usage-conflict = không dùng `{ $argument }` cùng với `{ $other }` được
usage-no-value = sau `{ $argument }` phải có giá trị
usage-value = `{ $value }` không phải giá trị dùng được cho `{ $argument }`
usage-near = { $complaint }; có phải bạn định gõ `{ $near }`?
usage-valid = { $complaint }; giá trị dùng được: { $values }
help = Ấn bản đọc có chú thích của các báo cáo chính thức: từ văn bản quét đến trang web tĩnh, chú thích nào cũng bấm được.
help-long =
    Người biên tập nhập báo cáo một lần; từ đó văn bản là các trang Markdown trong content/, mở được bằng mọi trình soạn thảo. ibid soát các trang,
    nối chú thích, văn bản được dẫn và số liệu, rồi ghi ra một thư mục đặt được lên mọi máy chủ web.
help-after =
    Ví dụ:
      ibid init an-ban                 ấn bản mới trong thư mục an-ban
      cd an-ban
      ibid import ../bao-cao.md        nhập một báo cáo; sổ nhập cho biết đọc được những gì
      ibid check                       chỗ nào sai hoặc đáng ngờ: tệp, dòng và cách sửa
      ibid serve --open                xem trong trình duyệt trong khi sửa content/
      ibid build -u https://a.example/ trang web trong public/, sẵn sàng chép lên máy chủ

    Mã kết thúc: 0 xong, 1 văn bản có lỗi, 2 dòng lệnh hoặc máy có vấn đề.
    `ibid help <lệnh>` cho biết thêm về từng lệnh; `ibid man` ghi trang hướng dẫn.
help--command = In hướng dẫn này hoặc hướng dẫn của một lệnh
help--help = In hướng dẫn
help--version = In số phiên bản
help--subcommand = Lệnh cần xem hướng dẫn
help--root = Thư mục của ấn bản, cũng viết được `--edition` [mặc định: thư mục gần nhất ở trên có edition.yaml]
help--language = Ngôn ngữ của thông báo [mặc định: ngôn ngữ của ấn bản, rồi của máy]
help--quiet = Chỉ báo lỗi
help--verbose = Báo nhiều hơn: mọi ghi chú và chỗ máy sửa
help--strict = Coi cảnh báo cũng là lỗi
help-init = Tạo ấn bản mới, sẵn sàng để nhập và dựng
help-init-long = Ghi tệp edition.yaml có lời giải thích cho từng khóa, trang chủ và trang giới thiệu. Không ghi đè lên tệp nào đang có.
help-init-after =
    Ví dụ:
      ibid init an-ban && cd an-ban && ibid serve --open
      ibid init bao-cao --edition-language en
help-init--edition-language = Ngôn ngữ của ấn bản, gồm chữ trên giao diện và các trang mẫu: vi, en, de, es, fr, it, nl, pt, sv
help-init--folder = Thư mục cần tạo
help-import = Nhập các báo cáo vào content/
help-import-long =
    Tìm các báo cáo trong tuyển tập, dàn mục, lời chú và dấu chú thích, nối những đoạn bị đứt ở cuối trang, rồi ghi ra các trang Markdown. Mỗi báo cáo
    có một sổ nhập; dòng cuối đếm những gì chưa hiểu và nêu tên tệp liệt kê các chỗ ấy. Nếu quá nhiều thì không ghi gì và mã kết thúc là 1. Nhập một bản sửa
    đổi là trộn: chỗ bạn sửa và chỗ nguồn sửa đều giữ, địa chỉ không đổi; chỗ nào cả hai cùng sửa thì trang giữ cả hai bản để bạn chọn.
    `ibid diff` cho xem trước những gì sẽ thay đổi, `ibid undo` đưa về như cũ.
help-import-after =
    Ví dụ:
      ibid import bao-cao.md --dry-run   chỉ xem sổ nhập
      ibid import bao-cao.md
      ibid import tap-1.md tap-2.txt
      ibid import bien-ban.txt --one --title "Biên bản ngày 3 tháng 4"
      ibid import du-thao.docx --changes original
      ibid import ban-quet.pdf --ocr
help-import--files = Các báo cáo: PDF, Word (.docx), OpenDocument (.odt), trang web, Markdown, văn bản thuần, ảnh chụp trang, hOCR, ALTO, PAGE XML
help-import--dry-run = Chỉ xem sổ nhập, không ghi gì
help-import--date = Ngày của lần sửa đổi [mặc định: hôm nay]
help-import--one = Coi cả tệp là một báo cáo, dù trong tệp có dòng giống tên của báo cáo khác
help-import--title = Tên báo cáo, thay cho tên in trong tệp; cả tệp được coi là một báo cáo
help-import--accept-unread = Vẫn nhập tệp dù chưa hiểu nhiều chỗ
help-import--changes = Cách đọc thay đổi được theo dõi của tệp Word: accepted là như đã chấp nhận hết, original là như đã từ chối hết
help-import--ocr = Dùng Tesseract để đọc bản quét: PDF không có chữ, hình chụp trang giấy
help-import--ocr-long = Mỗi trang được giữ trong `.ibid/ocr/` nên lần sau chỉ đọc trang mới. Cần có `tesseract`, và `pdftoppm` nếu là PDF.
help-import--facsimile = Vẽ các trang của PDF và giữ ảnh lại, như `facsimile: true` trong edition.yaml
help-import--ocr-languages = Những ngôn ngữ mà Tesseract cần đọc
help-diff = Xem bản nguồn sửa đổi sẽ thay đổi gì, trước khi nhập
help-diff-long = Không ghi gì vào ấn bản. Mỗi đoạn hiện chữ cũ và chữ mới; đoạn bị chuyển chỗ, tách hay nối thì được nói rõ.
help-diff-after =
    Ví dụ:
      ibid diff bao-cao-sua.md
      ibid diff bao-cao-sua.md --format html > sua.html
help-diff--file = Báo cáo đã sửa đổi
help-diff--format = Ghi theo dạng nào
help-diff--date = Ngày của lần sửa đổi [mặc định: hôm nay]
help-diff--changes = Cách đọc thay đổi được theo dõi của tệp Word: accepted là như đã chấp nhận hết, original là như đã từ chối hết
help-status = Liệt kê những gì đã sửa bằng tay từ lần nhập gần nhất
help-status-long =
    Mỗi đoạn của báo cáo hiện chữ cũ và chữ mới; đoạn có con số thay đổi được đếm riêng, vì như vậy là đổi điều mà báo cáo nói. Không ghi gì.

    Trang đã mất và trang mới được nêu tên, việc còn chờ được đếm, và dòng cuối cho biết trang web được dựng lần gần nhất khi nào.
help-undo = Hoàn tác lần nhập gần nhất
help-undo-long = Đưa content/ về như trước lần nhập ấy; gõ lần nữa để lấy lại lần nhập ấy.
help-feedback = Nhận góp ý của bạn đọc về từng đoạn
help-feedback-import = Đưa góp ý vào cuối feedback.yaml, mỗi góp ý kèm đoạn của nó
help-feedback-import-long =
    Đọc bảng (CSV), danh sách (JSON) và hộp thư (mbox). Mỗi góp ý tìm đoạn của mình theo địa chỉ đi kèm, hoặc theo chữ nó trích, kể cả sau khi văn bản được
    sửa đổi. Góp ý đã có thì không ghi lại. Bạn trả lời trong feedback.yaml: `answer: accepted` (tiếp thu), `partly` (tiếp thu một phần) hoặc `declined` (giữ như dự thảo), và `reason:`.
help-feedback-import-after =
    Ví dụ:
      ibid feedback import gop-y.csv
      ibid feedback import hop-thu.mbox --dry-run
help-feedback-import--files = Các tệp góp ý
help-feedback-import--dry-run = Cho biết sẽ nhận những gì, không ghi gì
help-build = Dựng trang web từ content/
help-build-long = Khi văn bản còn lỗi thì không ghi gì, trang web cũ giữ nguyên. Nếu không có gì thay đổi từ lần dựng trước thì kết thúc ngay; --force vẫn dựng.
help-build-after =
    Ví dụ:
      ibid build
      ibid build --base-url https://example.org/an-ban/ --output-dir /srv/www/an-ban
      ibid build --strict                có cảnh báo thì cũng không ghi trang web
help-build--output-dir = Nơi ghi trang web, cũng viết được `--destination` [mặc định: public trong thư mục ấn bản]
help-build--base-url = Địa chỉ công bố của trang web, thay cho địa chỉ trong edition.yaml
help-build--drafts = Dựng cả các trang nháp
help-build--force = Ghi cả vào thư mục không phải do ibid làm ra, và dựng lại mọi trang
help-build--timings = Cho biết mỗi bước mất bao lâu, trang nào lâu nhất, cái gì đã có sẵn
help-serve = Dựng, cho xem trang web trong trình duyệt, và dựng lại khi có tệp thay đổi (cũng là `server`, `preview`)
help-serve-long =
    Theo dõi content/, templates/, static/, i18n/, themes/ và edition.yaml. Trang bạn vừa lưu hiện ngay, phần còn lại theo sau; kiểu dáng đổi mà không tải lại, và
    chỗ bạn đang đọc được giữ. Khi văn bản có lỗi thì bản dựng tốt gần nhất vẫn còn, thông báo hiện ở trên. Không ghi gì vào public/. Ctrl-C để dừng.

    Địa chỉ thứ hai là bàn biên tập: mọi việc đang chờ bạn, trả lời ngay trong trình duyệt và ghi vào ấn bản. Bàn chỉ dùng trên máy này, và tắt khi trang được mở cho người khác xem.
help-serve-after =
    Ví dụ:
      ibid serve --open
      ibid serve --port 8080 --drafts
      ibid serve --interface 0.0.0.0     để xem trên điện thoại cùng mạng: ai trong mạng cũng đọc được
help-serve--port = Cổng [mặc định: 4000, hoặc cổng trống kế tiếp]
help-serve--interface = Địa chỉ của máy này để mở trang: 0.0.0.0 là mở cho cả mạng cùng xem
help-serve--open = Mở trang trong trình duyệt
help-serve--base-url = Địa chỉ mà người xem thấy, khi có máy chủ đứng giữa: https://example.org/edition/
help-serve--drafts = Hiện cả các trang nháp
help-check = Tìm lỗi, không ghi gì
help-check-long =
    Chữ và dấu có vẻ bị quét sai cũng được nêu, chỗ chắc nhất nêu trước. Với --suggest, chúng thành các mục `corrections` trong phần khai báo của trang, có dòng
    `proposed: true`: xóa dòng ấy để nhận, thay bằng `status: refused` để bỏ. Trước lúc đó, văn bản chưa thay đổi gì.
help-check--format = Ghi thông báo theo dạng nào
help-check--deny = Ngoài lỗi, thông báo nào cũng làm lệnh kết thúc với mã 1; warnings: kể cả cảnh báo
help-check--suggest = Ghi chỗ có vẻ quét sai thành mục chỉnh lý đề xuất trong các trang
help-review = Nhận hoặc bỏ những gì được đề xuất, mỗi mục bấm một phím
help-review-long =
    Khi nhập, máy đề xuất số liệu cho lề trang; `ibid check --suggest` đề xuất chỉnh lý; mục nào cũng mang dấu đề xuất. Mỗi mục hiện cùng câu văn của
    nó: `a` nhận, `r` bỏ, `s` để sau, `q` dừng. Mục đã bỏ không hiện ở đâu, và không lần nhập nào đề xuất lại. Có thể đưa phím vào qua ống dẫn (`|`).
help-review-after =
    Ví dụ:
      ibid review
      printf 'aarq' | ibid review     nhận hai, bỏ một
help-explain = Giải thích một thông báo và cách sửa, hoặc vì sao số liệu của một dòng được đọc như thế
help-explain-long =
    Với `--figure`, mỗi con số của đoạn văn hoặc chú thích được kể ra: số, đơn vị và mức, những tên mà chữ quanh nó gợi ra và trọng số của từng tên, thời
    gian và loại dựa vào đâu; hoặc vì sao con số không phải là số liệu.
help-explain-after =
    Ví dụ:
      ibid explain note-unresolved
      ibid explain --figure content/bao-cao/02-kinh-te.md:41
      ibid explain --figure '7.480'
help-explain--code = Mã trong ngoặc vuông: note-unresolved
help-explain--figure = Một trang và số dòng (`content/…/trang.md:41`), hoặc chữ trong văn bản
help-schema = Ghi JSON Schema của edition.yaml hoặc của phần khai báo, cho trình soạn thảo
help-schema--of = Của tệp nào: edition là edition.yaml, page là phần khai báo của trang
help-book-template = Ghi mẫu sách in, cho ấn bản muốn có mẫu riêng
help-book-template-after =
    Ví dụ:
      ibid book-template > templates/book.typ
help-clean = Xóa trang web đã dựng
help-clean--output-dir = Thư mục của trang web, cũng viết được `--destination` [mặc định: public trong thư mục ấn bản]
help-completion = Ghi tệp gợi ý lệnh, để cửa sổ lệnh tự điền khi gõ
help-completion-after =
    Ví dụ:
      ibid completion bash > ~/.local/share/bash-completion/completions/ibid
      ibid completion fish > ~/.config/fish/completions/ibid.fish
      ibid completion zsh  > "{"${"}fpath[1]{"}"}/_ibid"
help-completion--shell = Loại cửa sổ lệnh
help-man = Ghi trang hướng dẫn, hoặc trang của một lệnh
help-man-after =
    Ví dụ:
      ibid man > ~/.local/share/man/man1/ibid.1
      ibid man import > ~/.local/share/man/man1/ibid-import.1
      ibid man | man -l -
help-man--command = Lệnh cần trang hướng dẫn [mặc định: trang của chính ibid]
help-restore = Khôi phục một trang đã bị xóa của lần nhập gần nhất
help-restore-long = Tệp trở về chỗ cũ, đúng như lần nhập gần nhất đã ghi. Không ghi đè lên tệp nào đang có.
help-restore-after =
    Ví dụ:
      ibid status
      ibid restore content/bao-cao/02-kinh-te.md
help-restore--page = Trang: đường dẫn, hoặc phần cuối của đường dẫn
help-theme = Chép tệp của giao diện có sẵn vào ấn bản để sửa
help-theme-eject = Ghi mẫu trang của một giao diện có sẵn vào ấn bản; không nêu tên thì liệt kê
help-theme-eject-long = Tệp trong `templates/` được ưu tiên hơn tệp cùng tên của giao diện. Không ghi đè lên tệp nào đang có. Thường chỉ cần thay một khối của mẫu trang, xem docs/theming.md.
help-theme-eject-after =
    Ví dụ:
      ibid theme eject                          có những gì
      ibid theme eject home.html partials/footer_extra.html
      ibid theme eject static/style.css
      ibid theme eject --whole cua-toi          một giao diện của riêng bạn trong themes/cua-toi
help-theme-eject--names = Mẫu trang, hoặc tệp kèm thư mục: home.html, static/style.css
help-theme-eject--theme = Giao diện nào: default hoặc plain
help-theme-eject--whole = Ghi cả giao diện thành một giao diện mang tên này
