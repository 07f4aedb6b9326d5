<?php

/**
 * Made from shared/locales by `npm run generate`. Change those files instead of this one.
 */

declare(strict_types=1);

return [
    'words:between_items' => ', ',
    'words:between_sentences' => ' ',
    'words:unknown_text' => '(nội dung của phiên bản khác: {{key}})',
    'words:title_as_sentence' => '{{title}}.',
    'words:address_not_known' => 'của máy chủ này (hỏi nhà cung cấp hosting)',
    'words:environments.web' => 'WHMCS (web)',
    'words:environments.cron' => 'cron WHMCS',
    'words:environments.cli' => 'dòng lệnh',
    'words:environments.sidecar' => 'sidecar',
    'words:states.healthy' => 'NiceNIC hoạt động tốt',
    'words:states.pending' => 'Một lần kiểm tra bị lỗi; đang xác nhận',
    'words:states.refused' => 'NiceNIC từ chối hệ thống này',
    'words:states.failing' => 'NiceNIC không hoạt động với hệ thống này',
    'words:states.paused' => 'Đang bảo trì',
    'words:states.unknown' => 'Chưa rõ',
    'words:outcomes.good' => 'Thành công',
    'words:outcomes.bad' => 'Lỗi',
    'words:outcomes.indeterminate' => 'Chưa kết luận',
    'words:sources.schedule' => 'theo lịch',
    'words:sources.confirmation' => 'để xác nhận',
    'words:sources.manual' => 'thủ công',
    'words:sources.action' => 'sau thao tác với tên miền',
    'words:api_environments.production' => 'Production',
    'words:api_environments.sandbox' => 'Sandbox (thử nghiệm)',
    'words:accounts.production' => 'production',
    'words:accounts.sandbox' => 'sandbox',
    'words:places.sidecar' => 'Sidecar (gọi NiceNIC)',
    'words:places.web' => 'Web của WHMCS',
    'words:places.cron' => 'Cron của WHMCS',
    'words:places.cli' => 'Dòng lệnh của WHMCS',
    'words:scopes.private' => 'Không phải IP công cộng: NiceNIC thấy IP khác.',
    'words:scopes.loopback' => 'IP loopback: bên ngoài máy này không bao giờ thấy.',
    'words:checklist.pass' => 'Đúng',
    'words:checklist.fail' => 'Sai',
    'words:checklist.unknown' => 'Chưa rõ',
    'words:checklist.steps.reseller_access' => 'Tài khoản có quyền reseller',
    'words:checklist.steps.api_setting_opened' => 'Đã mở API Setting trong mục Reseller',
    'words:checklist.steps.api_password_separate' => 'Đã đặt mật khẩu API khác mật khẩu đăng nhập',
    'words:checklist.steps.api_password_in_use' => 'WHMCS gửi mật khẩu API, không phải mật khẩu đăng nhập',
    'words:checklist.steps.authorization_header' => 'Header Authorization gồm tên người dùng, dấu hai chấm, mật khẩu '
        . 'API',
    'words:checklist.steps.endpoint' => 'Lệnh gọi đi tới đúng địa chỉ trong tài liệu',
    'words:checklist.steps.content_type' => 'Content-Type là application/json',
    'words:checklist.steps.json_body' => 'Nội dung request hợp lệ',
    'words:checklist.steps.outbound_ip_whitelisted' => 'IP đi ra đã có trong whitelist',
    'words:checklist.steps.whmcs_outbound_ip' => 'Đã xác nhận IP đi ra của WHMCS',
    'words:checklist.steps.low_risk_test' => 'Đã thử trước bằng một lệnh gọi vô hại',
    'words:checklist.steps.record_details' => 'Đã ghi lại thời điểm, thao tác, tên miền và câu trả lời',
    'module:cause' => '{{title}}. {{evidence}} Cần làm: {{steps}} [{{code}}]',
    'module:settings.field_empty' => '{{field}} để trống.',
    'module:settings.field_not_utf8' => '{{field}} có byte không phải văn bản UTF-8. Hãy gõ lại thay vì dán.',
    'module:settings.url_not_loopback' => 'SidecarUrl: http chỉ được dùng cho địa chỉ của chính máy chủ này '
        . '(127.0.0.1, ::1, localhost). Với máy khác hãy dùng https.',
    'module:settings.url_malformed' => 'SidecarUrl phải có dạng http://127.0.0.1:8787, https://host:port hoặc '
        . 'unix:/path/to.sock, không có tên người dùng, tham số truy vấn hay dấu cách.',
    'module:settings.token_malformed' => 'SidecarToken để trống hoặc có ký tự không thể có trong token. Hãy sao chép '
        . 'lại từ thư mục dữ liệu của sidecar.',
    'module:settings.token_refused' => 'Sidecar ở {{address}} từ chối SidecarToken (HTTP 401). Hãy sao chép lại token '
        . 'từ thư mục dữ liệu của sidecar.',
    'module:settings.masked_unknown' => 'WHMCS gửi dãy ký tự che thay cho giá trị đã lưu. Hãy gõ đầy đủ mật khẩu API '
        . 'và token của sidecar.',
    'module:settings.problem' => '{{field}}: {{problem}}',
    'module:settings.refused' => 'NiceNIC Companion: cấu hình chưa được lưu. {{reason}}',
    'module:settings.refused_without_reason' => 'Sidecar báo cấu hình không hợp lệ nhưng không nêu lý do.',
    'module:settings.unchecked' => 'NiceNIC Companion: cấu hình đã được lưu nhưng chưa kiểm tra. {{reason}} Hãy khắc '
        . 'phục rồi lưu lại cấu hình.',
    'module:settings.warning' => 'NiceNIC Companion: cấu hình đã được lưu, có cảnh báo. {{warning}}',
    'module:form.description' => 'Đăng ký tên miền qua NiceNIC và cho biết vì sao một lệnh gọi tới API bị từ chối.',
    'module:form.username' => 'Username (tên người dùng)',
    'module:form.username_hint' => 'Tên người dùng của tài khoản NiceNIC, không phải địa chỉ email của tài khoản.',
    'module:form.secret' => 'API Secret (mật khẩu API)',
    'module:form.secret_hint' => 'Mật khẩu API ở Reseller > API Setting của NiceNIC, không phải mật khẩu bạn dùng để '
        . 'đăng nhập.',
    'module:form.test_mode' => 'Test Mode (chế độ thử)',
    'module:form.test_mode_hint' => 'Dùng sandbox của NiceNIC. Sandbox có mật khẩu API riêng.',
    'module:form.url' => 'SidecarUrl (địa chỉ của sidecar)',
    'module:form.url_hint' => 'Nơi sidecar lắng nghe: http chỉ trên máy chủ này, https ở nơi khác, hoặc '
        . 'unix:/path/to.sock.',
    'module:form.token' => 'SidecarToken (token của sidecar)',
    'module:form.token_hint' => 'Token mà sidecar giữ trong thư mục dữ liệu, hoặc COMPANION_TOKEN. Sau khi lưu: '
        . '{{button}} (khi có module addon NiceNIC Companion).',
    'module:form.test_button' => 'Kiểm tra kết nối',
    'module:form.most_suggestions' => 'Số tên gợi ý',
    'module:form.most_suggestions_hint' => 'Mỗi tên cần một lệnh gọi tới NiceNIC để lấy giá.',
    'module:form.vary_words' => 'Biến đổi từ',
    'module:form.vary_words_hint' => '{{yes}}: gợi ý cả tên có thêm một từ ngắn trước hoặc sau tên đang tìm. {{no}}: '
        . 'chỉ đổi đuôi tên miền và dấu gạch nối.',
    'module:sidecar.not_reached' => 'Không kết nối được tới sidecar ở {{address}} ({{reason}}). Chưa có gì được gửi '
        . 'tới sidecar.',
    'module:sidecar.no_answer' => 'Sidecar ở {{address}} không trả lời trọn vẹn ({{reason}}). Nếu sidecar bị treo, '
        . 'hãy khởi động lại.',
    'module:sidecar.bad_answer' => 'Câu trả lời từ {{address}} không phải của sidecar (HTTP {{status}}, {{reason}}). '
        . 'Có thể SidecarUrl dẫn tới một dịch vụ khác.',
    'module:sidecar.bad_answer_reasons.too_large' => 'nội dung lớn hơn 1 MB',
    'module:sidecar.bad_answer_reasons.empty' => 'nội dung trống',
    'module:sidecar.bad_answer_reasons.not_object' => 'nội dung không phải đối tượng JSON',
    'module:sidecar.bad_answer_reasons.not_html' => 'nội dung không phải text/html',
    'module:sidecar.bad_answer_reasons.not_text' => 'nội dung không phải text/plain',
    'module:sidecar.not_asked_again' => 'Sidecar ở {{address}} vừa bị lỗi nên chưa gọi lại. Chưa có gì được gửi tới '
        . 'sidecar.',
    'module:sidecar.unexpected_answer' => 'Câu trả lời của sidecar không đúng dạng quy ước (HTTP {{status}}). Có thể '
        . 'module và sidecar khác phiên bản.',
    'module:sidecar.too_large' => 'Sidecar từ chối vì request quá lớn (HTTP 413). Chưa có gì được gửi tới NiceNIC.',
    'module:sidecar.not_encodable' => 'Request chứa văn bản không phải UTF-8 nên chưa được gửi. Hãy sửa dữ liệu liên '
        . 'hệ của khách hàng, hoặc cấu hình module.',
    'module:sidecar.refused' => 'Sidecar trả lời HTTP {{status}}: {{problem}}',
    'module:internal' => 'NiceNIC Companion gặp lỗi nội bộ ({{kind}}).',
    'module:likely_cause' => 'Nguyên nhân có khả năng nhất: {{title}} ({{code}}). {{steps}}',
    'module:reference' => 'Mã tham chiếu: {{reference}}.',
    'module:order_may_be_executed' => 'Đơn hàng có thể đã được thực hiện. Bấm lại vẫn an toàn: khi đó sidecar trả lời '
        . 'bằng kết quả đã lưu và không đặt hai lần.',
    'module:no_client_profile' => 'WHMCS không cung cấp hồ sơ của khách hàng ({{reason}}).',
    'module:reasons.no_client' => 'không có khách hàng',
    'module:reasons.no_domain' => 'không có tên miền',
    'module:reasons.no_answer' => 'không trả lời',
    'module:domain.sync_now' => 'Đồng bộ ngay',
    'module:domain.test_connection' => 'Kiểm tra kết nối',
    'module:domain.settle_order' => 'Chốt đơn hàng này',
    'module:domain.no_record' => 'WHMCS không cung cấp bản ghi của tên miền ({{reason}}).',
    'module:domain.not_changed' => 'WHMCS không nhận thay đổi của tên miền ({{reason}}).',
    'module:domain.sync_unchanged' => 'WHMCS và NiceNIC đã khớp; không có gì thay đổi.',
    'module:domain.sync_changed' => 'Đã đổi trong WHMCS: {{changes}}.',
    'module:domain.sync_changes.expirydate' => 'ngày hết hạn {{value}}',
    'module:domain.sync_changes.status' => 'trạng thái {{value}}',
    'module:domain.connection_works' => 'NiceNIC chấp nhận cấu hình của WHMCS này (tài khoản {{account}}).',
    'module:domain.connection_fails' => 'NiceNIC không hoạt động với cấu hình của WHMCS này (tài khoản {{account}}).',
    'module:domain.no_open_order' => 'Tên miền này không có đơn hàng nào đang mở.',
    'module:domain.still_looking' => 'Câu trả lời mất nhiều thời gian; sidecar vẫn tiếp tục tra cứu. Hãy mở lại trang '
        . 'sau vài phút.',
    'module:domain.order' => 'Đơn hàng ở NiceNIC',
    'module:domain.no_order' => 'Chưa gửi đơn nào qua NiceNIC Companion.',
    'module:domain.last_seen' => 'Thấy lần cuối ở NiceNIC',
    'module:domain.status' => 'Trạng thái ở NiceNIC',
    'module:domain.expiry_date' => 'Ngày hết hạn ở NiceNIC',
    'module:domain.not_told' => 'Không cho biết',
    'module:domain.hold' => 'Hold ở NiceNIC',
    'module:domain.no_hold' => 'Không có',
    'module:domain.seen' => '{{moment}}, trong tài khoản {{account}}',
    'module:domain.not_listed' => 'Không có trong danh sách của tài khoản {{account}}, đọc {{moment}}',
    'module:domain.never_listed' => 'Danh sách chưa được đọc lần nào.',
    'module:domain.moment' => '{{time}} ({{ago}})',
    'module:domain.hold_states.not_asked' => 'Đang bị hold; chưa hỏi NiceNIC lý do.',
    'module:domain.hold_states.none' => 'Danh sách ghi là đang bị hold; báo cáo abuse thì ghi là không.',
    'module:domain.hold_states.pending' => 'Sắp bị hold.',
    'module:domain.hold_states.applied' => 'Đã bị hold.',
    'module:domain.hold_in_other_state' => 'Đang bị hold ({{state}}).',
    'module:domain.hold_details.scheduledAt' => 'Dự kiến: {{value}}.',
    'module:domain.hold_details.appliedAt' => 'Đã hold lúc {{value}}.',
    'module:domain.hold_details.status' => 'Vụ việc: {{value}}.',
    'module:domain.hold_details.impact' => 'Ảnh hưởng: {{value}}.',
    'module:domain.hold_details.action' => 'Bước tiếp theo: {{value}}.',
    'module:time.less_than_a_minute' => 'chưa đến một phút',
    'module:time.just_now' => 'vừa xong',
    'module:time.days_other' => '{{count}} ngày',
    'module:time.hours_other' => '{{count}} giờ',
    'module:time.minutes_other' => '{{count}} phút',
    'module:time.two_units' => '{{larger}} {{smaller}}',
    'module:time.days_ago_other' => '{{count}} ngày trước',
    'module:time.hours_ago_other' => '{{count}} giờ trước',
    'module:time.minutes_ago_other' => '{{count}} phút trước',
    'module:order.register_other' => 'Đăng ký {{domain}} ({{count}} năm)',
    'module:order.renew_other' => 'Gia hạn {{domain}} ({{count}} năm)',
    'module:order.transfer_other' => 'Transfer {{domain}} ({{count}} năm)',
    'module:order.action_other' => '{{action}} {{domain}} ({{count}} năm)',
    'module:order.states.intended' => 'chưa hề được gửi',
    'module:order.states.sent' => 'đang gửi',
    'module:order.states.pending' => 'NiceNIC đã nhận, chưa xử lý xong',
    'module:order.states.unknown' => 'chưa rõ kết quả',
    'module:order.states.done' => 'thành công',
    'module:order.states.rejected' => 'không thành công',
    'module:order.since' => '{{order}}: {{state}}, từ {{time}}.',
    'module:order.next.done' => 'Thực hiện lại thao tác trong WHMCS, hoặc chờ WHMCS đồng bộ tên miền: khi đó WHMCS sẽ '
        . 'biết kết quả, và không đặt thêm lần nào.',
    'module:order.next.rejected' => 'Có thể đặt lại trong WHMCS.',
    'module:order.next.unknown' => 'Tự xem ở NiceNIC, rồi ghi lại kết quả bạn thấy tại Addons > NiceNIC Companion > '
        . 'Orders to settle (Đơn hàng cần chốt).',
    'module:prices.no_tlds' => 'WHMCS này chưa có TLD nào. NiceNIC không có bảng giá để đọc danh sách TLD: hãy thêm '
        . 'các TLD bạn muốn bán, với giá bất kỳ, tại Configuration > System Settings > Domain Pricing, rồi nhập lại.',
    'module:prices.no_tld_list' => 'WHMCS không cung cấp danh sách TLD ({{reason}}).',
    'module:prices.none' => 'NiceNIC Companion không có giá nào để nhập. {{notes}}',
    'module:prices.incomplete' => 'NiceNIC Companion: giá của đợt nhập này chưa đủ hoặc chưa phải giá hôm nay. '
        . '{{notes}}',
    'module:prices.notes.not_sold' => 'Tài khoản NiceNIC này không bán: {{tlds}}.',
    'module:prices.notes.not_read_yet' => 'Chưa đọc, hãy nhập lại sau vài phút: {{tlds}}.',
    'module:prices.notes.failed' => 'Không đọc được: {{tlds}}.',
    'module:prices.notes.out_of_date' => 'Cũ hơn một ngày vì chưa đọc lại được: {{tlds}}.',
    'module:for_customers.unavailable' => 'Hiện chưa thể tìm kiếm tên miền. Vui lòng thử lại sau vài phút.',
    'module:for_customers.no_data' => 'Hiện chưa đọc được dữ liệu của tên miền này. Vui lòng thử lại sau vài phút.',
    'module:for_customers.not_done' => 'Hiện chưa thực hiện được. Vui lòng thử lại sau vài phút.',
    'module:for_customers.with_reference' => '{{text}} Mã tham chiếu: {{reference}}.',
    'module:outage.subject' => 'NiceNIC Companion: {{title}}',
    'module:outage.text' => "Từ {{since}}, {{runs}} lần chạy cron liên tiếp.\n\n{{seen}}\n\nCho đến khi khắc phục, "
        . 'đơn hàng và việc đồng bộ qua NiceNIC đều lỗi, và nếu chính NiceNIC bị lỗi thì không ai được báo. Khi '
        . 'sidecar hoạt động lại sẽ có thêm một thông báo.',
    'module:outage.over_subject' => 'NiceNIC Companion: sidecar đã hoạt động lại',
    'module:outage.over' => 'Cron của WHMCS đã kết nối lại được tới sidecar. Thời gian mất kết nối: {{lasted}}, từ '
        . '{{since}}.',
    'module:outage.not_kept' => 'NiceNIC Companion: không đếm được các lần sidecar gián đoạn nên không gửi email nào. '
        . 'Hãy cho PHP quyền ghi vào thư mục {{folder}}. Lần chạy này gặp lỗi: {{seen}}',
    'module:message.status.danger' => 'Đang lỗi',
    'module:message.status.success' => 'Đã khắc phục',
    'module:message.status.info' => 'Thông báo',
    'module:message.cause' => 'Nguyên nhân',
    'module:message.reference' => 'Mã tham chiếu',
    'module:message.logged' => '{{subject}} - {{text}}',
    'module:message.not_mailed' => 'NiceNIC Companion: không gửi được cảnh báo qua email ({{reason}}): {{subject}} - '
        . '{{text}}',
    'module:message.not_notified' => 'NiceNIC Companion: email đã gửi, nhưng thông báo của WHMCS thì chưa '
        . '({{reason}}): {{subject}}',
    'module:state_not_writable' => 'NiceNIC Companion: PHP không ghi được vào thư mục {{folder}}. Chừng nào chưa ghi '
        . 'được, các trang WHMCS không cho biết tình trạng NiceNIC, không ai nhận được email khi sidecar không trả '
        . 'lời, và các thao tác mà operations.json bật vẫn giữ như trước.',
    'module:hook_failed' => 'NiceNIC Companion: hook của cron dừng giữa chừng ({{kind}}).',
    'causes:wrong_secret.title' => 'Tên người dùng hoặc mật khẩu API không khớp với bên NiceNIC',
    'causes:wrong_secret.fix.0' => 'Đăng nhập NiceNIC, mở Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:wrong_secret.fix.1' => 'Đặt mật khẩu API tại đó. Mật khẩu này phải khác mật khẩu đăng nhập của tài khoản.',
    'causes:wrong_secret.fix.2' => 'Nhập mật khẩu đó vào ô API Secret trong WHMCS: Configuration > System Settings > '
        . 'Domain Registrars > NiceNIC Companion.',
    'causes:wrong_secret.fix.3' => 'Đối chiếu tên người dùng với tên của tài khoản NiceNIC.',
    'causes:secret_malformed.title' => 'Mật khẩu API có ký tự không hợp lệ',
    'causes:secret_malformed.fix.0' => 'Sao chép lại mật khẩu API từ NiceNIC, không để dấu cách ở đầu hay cuối: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:secret_malformed.fix.1' => 'Gõ tay vào ô API Secret trong WHMCS thay vì dán từ một tài liệu, rồi lưu.',
    'causes:username_malformed.title' => 'Tên người dùng không hợp lệ',
    'causes:username_malformed.fix.0' => 'Nhập tên người dùng của tài khoản NiceNIC: không phải địa chỉ email, không '
        . 'có dấu hai chấm, không có dấu cách.',
    'causes:wrong_environment.title' => 'Mật khẩu API thuộc môi trường kia (production hoặc sandbox)',
    'causes:wrong_environment.fix.0' => 'Bật hoặc tắt Test Mode trong cấu hình module, hoặc nhập mật khẩu API của môi '
        . 'trường bạn muốn dùng: https://nicenic.com/user/api_setting.php',
    'causes:wrong_environment.fix.1' => 'Production và sandbox có mật khẩu API riêng.',
    'causes:auth_header_altered.title' => 'Header Authorization bị mất hoặc bị sửa trên đường đi',
    'causes:auth_header_altered.fix.0' => 'Hỏi nhà cung cấp hosting xem có proxy hay tường lửa nào xóa header '
        . 'Authorization của các request đi ra không.',
    'causes:auth_header_altered.fix.1' => 'Cho các lệnh gọi tới NiceNIC đi thẳng, không qua proxy (NO_PROXY).',
    'causes:ip_not_whitelisted.title' => 'IP đi ra của máy chủ này chưa có trong whitelist của NiceNIC',
    'causes:ip_not_whitelisted.fix.0' => 'Đăng nhập NiceNIC, mở Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:ip_not_whitelisted.fix.1' => 'Thêm IP đi ra của máy chủ này (hỏi nhà cung cấp hosting) vào whitelist IP '
        . 'rồi lưu.',
    'causes:ip_not_whitelisted.fix.2' => 'Kiểm tra lại tại đây: lần kiểm tra chạy từ chính máy chủ này.',
    'causes:egress_ip_changed.title' => 'IP đi ra của máy chủ này đã thay đổi',
    'causes:egress_ip_changed.fix.0' => 'Đăng nhập NiceNIC, mở Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:egress_ip_changed.fix.1' => 'Thêm IP đi ra mới của máy chủ này (hỏi nhà cung cấp hosting) vào whitelist '
        . 'IP, xóa IP cũ rồi lưu.',
    'causes:egress_ip_changed.fix.2' => 'Xin nhà cung cấp hosting một IP đi ra cố định, hoặc đặt '
        . 'COMPANION_LOCAL_ADDRESS.',
    'causes:account_not_eligible.title' => 'Tài khoản NiceNIC không được phép dùng API',
    'causes:account_not_eligible.fix.0' => 'Xem API Setting có hiện trong menu Reseller của tài khoản NiceNIC không.',
    'causes:account_not_eligible.fix.1' => 'Nếu không có, xem tài khoản cần điều kiện gì: '
        . 'https://nicenic.com/reseller/',
    'causes:account_not_eligible.fix.2' => 'Nếu tài khoản đã được nâng cấp mà vẫn thiếu menu này, hãy gửi yêu cầu cho '
        . 'bộ phận hỗ trợ của NiceNIC: https://nicenic.com/ctrl_support/question.php',
    'causes:wrong_endpoint.title' => 'Request được gửi tới sai địa chỉ',
    'causes:wrong_endpoint.fix.0' => 'Xóa NICENIC_PRODUCTION_URL và NICENIC_SANDBOX_URL khỏi biến môi trường của '
        . 'sidecar, hoặc đặt thành https://api.nicenic.net/v2/ và https://sandbox-api.nicenic.net/v2/, có dấu gạch '
        . 'chéo ở cuối.',
    'causes:wrong_endpoint.fix.1' => 'Khởi động lại sidecar.',
    'causes:bad_request_format.title' => 'NiceNIC không chấp nhận định dạng của request',
    'causes:bad_request_format.fix.0' => 'Cập nhật NiceNIC Companion.',
    'causes:bad_request_format.fix.1' => 'Nếu đang là bản mới nhất, gửi báo cáo hỗ trợ cho NiceNIC: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:whmcs_settings_incomplete.title' => 'Cấu hình module trong WHMCS còn thiếu',
    'causes:whmcs_settings_incomplete.fix.0' => 'Trong WHMCS, mở Configuration > System Settings > Domain Registrars '
        . '> NiceNIC Companion.',
    'causes:whmcs_settings_incomplete.fix.1' => 'Điền đủ các ô; sao chép SidecarToken từ tệp "token" trong thư mục dữ '
        . 'liệu của sidecar. Lưu lại.',
    'causes:whmcs_settings_not_saved.title' => 'WHMCS đang dùng cấu hình khác với cấu hình đã kiểm tra thành công',
    'causes:whmcs_settings_not_saved.fix.0' => 'Mở cấu hình module trong WHMCS, nhập lại mật khẩu API rồi lưu.',
    'causes:whmcs_settings_not_saved.fix.1' => 'Chờ cron của WHMCS chạy một lần rồi xem lại tại đây.',
    'causes:cron_environment_differs.title' => 'Cron của WHMCS chạy với IP, cấu hình hoặc proxy khác với web',
    'causes:cron_environment_differs.fix.0' => 'So sánh IP và biến proxy của web và cron bên dưới.',
    'causes:cron_environment_differs.fix.1' => 'Thêm mọi IP đi ra vào whitelist IP ở NiceNIC: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:cron_environment_differs.fix.2' => 'Cho cron chạy cùng bản PHP và cùng thư mục WHMCS với web.',
    'causes:network_unreachable.title' => 'Máy chủ này không kết nối được tới NiceNIC',
    'causes:network_unreachable.fix.0' => 'Hỏi nhà cung cấp hosting xem kết nối HTTPS đi ra (cổng 443) có được phép '
        . 'không.',
    'causes:network_unreachable.fix.1' => 'Xem từ máy chủ này có truy cập được các địa chỉ khác không.',
    'causes:dns_failure.title' => 'Máy chủ này không phân giải được tên miền của API NiceNIC',
    'causes:dns_failure.fix.0' => 'Kiểm tra máy chủ DNS của máy này (/etc/resolv.conf).',
    'causes:dns_failure.fix.1' => 'Kiểm tra NICENIC_PRODUCTION_URL và NICENIC_SANDBOX_URL xem có gõ sai không.',
    'causes:tls_failure.title' => 'Không có kết nối TLS đáng tin cậy tới NiceNIC',
    'causes:tls_failure.fix.0' => 'Kiểm tra đồng hồ và các chứng chỉ CA của máy chủ này.',
    'causes:tls_failure.fix.1' => 'Hỏi nhà cung cấp hosting xem có tường lửa nào giải mã kết nối TLS không.',
    'causes:tls_failure.fix.2' => 'Tuyệt đối không tắt việc kiểm tra chứng chỉ.',
    'causes:proxy_interference.title' => 'Có proxy nằm giữa máy chủ này và NiceNIC, trả lời thay cho NiceNIC',
    'causes:proxy_interference.fix.0' => 'Xem các biến proxy bên dưới (HTTPS_PROXY, NO_PROXY).',
    'causes:proxy_interference.fix.1' => 'Cho các lệnh gọi tới NiceNIC đi thẳng, không qua proxy, hoặc sửa lại tên '
        . 'người dùng và mật khẩu của proxy.',
    'causes:api_outage.title' => 'API của NiceNIC hiện không hoạt động',
    'causes:api_outage.fix.0' => 'Chờ: việc kiểm tra vẫn tiếp tục và sẽ báo khi API hoạt động lại.',
    'causes:api_outage.fix.1' => 'Nếu kéo dài, gửi báo cáo hỗ trợ cho NiceNIC: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:rate_limited.title' => 'NiceNIC yêu cầu giảm số request',
    'causes:rate_limited.fix.0' => 'Chờ. Sidecar tự giảm tốc độ.',
    'causes:rate_limited.fix.1' => 'Tìm xem có phần mềm nào khác dùng chung tài khoản NiceNIC này không.',
    'causes:sidecar_unreachable.title' => 'WHMCS không kết nối được tới sidecar',
    'causes:sidecar_unreachable.fix.0' => 'Xem sidecar có đang chạy trên máy chủ WHMCS không; nếu không thì khởi động '
        . 'nó.',
    'causes:sidecar_unreachable.fix.1' => 'Đối chiếu mục SidecarUrl với COMPANION_LISTEN của sidecar.',
    'causes:unknown.title' => 'Chưa tìm ra nguyên nhân',
    'causes:unknown.fix.0' => 'Làm lần lượt các bước trong danh sách kiểm tra bên dưới.',
    'causes:unknown.fix.1' => 'Gửi báo cáo hỗ trợ cho NiceNIC: https://nicenic.com/ctrl_support/question.php',
];
