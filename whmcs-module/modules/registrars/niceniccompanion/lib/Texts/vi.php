<?php

/**
 * Made from shared/locales by `npm run generate`. Change those files instead of this one.
 */

declare(strict_types=1);

return [
    'words:between_items' => ', ',
    'words:between_sentences' => ' ',
    'words:title_as_sentence' => '{{title}}.',
    'words:address_not_known' => 'của máy chủ này (hỏi nhà cung cấp hosting)',
    'words:environments.web' => 'WHMCS (web)',
    'words:environments.cron' => 'cron của WHMCS',
    'words:environments.cli' => 'dòng lệnh',
    'words:environments.sidecar' => 'hệ thống này',
    'words:states.healthy' => 'NiceNIC works',
    'words:states.pending' => 'A first check failed; confirming',
    'words:states.refused' => 'NiceNIC refuses this shop',
    'words:states.failing' => 'NiceNIC does not work for this shop',
    'words:states.paused' => 'Paused',
    'words:states.unknown' => 'Not known yet',
    'words:outcomes.good' => 'Accepted',
    'words:outcomes.bad' => 'Failed',
    'words:outcomes.indeterminate' => 'No verdict',
    'words:sources.schedule' => 'scheduled',
    'words:sources.confirmation' => 'to confirm',
    'words:sources.manual' => 'by hand',
    'words:sources.action' => 'after a domain action',
    'words:api_environments.production' => 'Production',
    'words:api_environments.sandbox' => 'Sandbox (test mode)',
    'words:places.sidecar' => 'Sidecar (calls NiceNIC)',
    'words:places.web' => 'WHMCS web',
    'words:places.cron' => 'WHMCS cron',
    'words:places.cli' => 'WHMCS command line',
    'words:scopes.private' => 'Not a public address: NiceNIC sees another one.',
    'words:scopes.loopback' => 'Loopback address: it is never seen outside this machine.',
    'words:checklist.pass' => 'Right',
    'words:checklist.fail' => 'Wrong',
    'words:checklist.unknown' => 'Not known',
    'words:checklist.steps.reseller_access' => 'The account has reseller access',
    'words:checklist.steps.api_setting_opened' => 'API Setting is opened in the Reseller section',
    'words:checklist.steps.api_password_separate' => 'An API password is set that differs from the login password',
    'words:checklist.steps.api_password_in_use' => 'WHMCS sends the API password, not the login password',
    'words:checklist.steps.authorization_header' => 'The Authorization header is user name, colon, API secret',
    'words:checklist.steps.endpoint' => 'Calls go to the documented address',
    'words:checklist.steps.content_type' => 'Content-Type is application/json',
    'words:checklist.steps.json_body' => 'The request body is valid',
    'words:checklist.steps.outbound_ip_whitelisted' => 'The outbound address is on the whitelist',
    'words:checklist.steps.whmcs_outbound_ip' => 'The outbound address of WHMCS is confirmed',
    'words:checklist.steps.low_risk_test' => 'A harmless call was tried first',
    'words:checklist.steps.record_details' => 'Time, action, domain and answer are recorded',
    'module:cause' => '{{title}}. {{evidence}} What to do: {{steps}} [{{code}}]',
    'module:settings.field_empty' => '{{field}} is empty.',
    'module:settings.field_not_utf8' => '{{field}} holds bytes that are not UTF-8 text. Type it again instead of '
        . 'pasting it.',
    'module:settings.url_not_loopback' => 'SidecarUrl: http is allowed only for an address of this server (127.0.0.1, '
        . '::1, localhost). Use https for any other host.',
    'module:settings.url_malformed' => 'SidecarUrl must look like http://127.0.0.1:8787, https://host:port or '
        . 'unix:/path/to.sock, without user name, query or spaces.',
    'module:settings.token_malformed' => 'SidecarToken is empty or holds characters that no token has. Copy it again '
        . 'from the data folder of the sidecar.',
    'module:settings.token_refused' => 'The sidecar at {{address}} refuses SidecarToken (HTTP 401). Copy the token '
        . 'again from the data folder of the sidecar.',
    'module:settings.masked_unknown' => 'WHMCS handed over a masked value instead of the stored one. Type API secret '
        . 'and sidecar token in full.',
    'module:settings.problem' => '{{field}}: {{problem}}',
    'module:settings.refused' => 'NiceNIC Companion: the settings were not saved. {{reason}}',
    'module:settings.refused_without_reason' => 'The sidecar calls the settings invalid without saying why.',
    'module:settings.unchecked' => 'NiceNIC Companion: the settings were saved but not checked. {{reason}} Put that '
        . 'right, then save the settings again.',
    'module:settings.warning' => 'NiceNIC Companion: the settings were saved with a warning. {{warning}}',
    'module:form.description' => 'Registers domains with NiceNIC and says why a call to its API is refused.',
    'module:form.username' => 'User name',
    'module:form.username_hint' => 'User name of your NiceNIC account, not its e-mail address.',
    'module:form.secret' => 'API secret',
    'module:form.secret_hint' => 'The API password from Reseller > API Setting at NiceNIC, not the password you log '
        . 'in with.',
    'module:form.test_mode' => 'Test mode',
    'module:form.test_mode_hint' => 'Use the NiceNIC sandbox. It has an API secret of its own.',
    'module:form.url' => 'Sidecar address',
    'module:form.url_hint' => 'Where the sidecar listens: http on this server only, https elsewhere, or '
        . 'unix:/path/to.sock.',
    'module:form.token' => 'Sidecar token',
    'module:form.token_hint' => 'The token that the sidecar keeps in its data folder, or COMPANION_TOKEN. Once saved: '
        . '{{button}} (with the addon module NiceNIC Companion).',
    'module:form.test_button' => 'Test the connection',
    'module:form.most_suggestions' => 'Number of suggestions',
    'module:form.most_suggestions_hint' => 'Each one costs a call to NiceNIC for its price.',
    'module:form.vary_words' => 'Vary the words',
    'module:form.vary_words_hint' => '{{yes}}: also names with a short word before or after the searched one. {{no}}: '
        . 'only other endings and hyphens.',
    'module:sidecar.not_reached' => 'The sidecar at {{address}} cannot be reached ({{reason}}). Nothing was sent to '
        . 'it.',
    'module:sidecar.no_answer' => 'The sidecar at {{address}} did not give a complete answer ({{reason}}). If it '
        . 'hangs, restart it.',
    'module:sidecar.bad_answer' => 'The answer from {{address}} is not one of the sidecar (HTTP {{status}}, '
        . '{{reason}}). SidecarUrl may lead to another service.',
    'module:sidecar.bad_answer_reasons.too_large' => 'body is larger than 1 MB',
    'module:sidecar.bad_answer_reasons.empty' => 'empty body',
    'module:sidecar.bad_answer_reasons.not_object' => 'body is not a JSON object',
    'module:sidecar.bad_answer_reasons.not_html' => 'body is not text/html',
    'module:sidecar.bad_answer_reasons.not_text' => 'body is not text/plain',
    'module:sidecar.not_asked_again' => 'The sidecar at {{address}} failed a moment ago, so it was not asked again. '
        . 'Nothing was sent to it.',
    'module:sidecar.unexpected_answer' => 'The answer of the sidecar does not have the agreed form (HTTP {{status}}). '
        . 'Module and sidecar may be of different versions.',
    'module:sidecar.too_large' => 'The sidecar refused the request because it is too large (HTTP 413). Nothing was '
        . 'sent to NiceNIC.',
    'module:sidecar.not_encodable' => 'The request holds text that is not UTF-8 and was not sent. Correct the contact '
        . 'data of the client, or the module settings.',
    'module:sidecar.refused' => 'The sidecar answered HTTP {{status}}: {{problem}}',
    'module:internal' => 'NiceNIC Companion met an error of its own ({{kind}}).',
    'module:likely_cause' => 'Most likely cause: {{title}} ({{code}}). {{steps}}',
    'module:reference' => 'Reference: {{reference}}.',
    'module:order_may_be_executed' => 'The order may have been executed. It is safe to click again: the sidecar then '
        . 'answers with the stored outcome and does not order twice.',
    'module:no_client_profile' => 'WHMCS did not hand over the profile of the client ({{reason}}).',
    'module:reasons.no_client' => 'no client',
    'module:reasons.no_domain' => 'no domain',
    'module:reasons.no_answer' => 'no answer',
    'module:domain.sync_now' => 'Sync now',
    'module:domain.test_connection' => 'Test connection',
    'module:domain.settle_order' => 'Settle this order',
    'module:domain.no_record' => 'WHMCS did not hand over its record of the domain ({{reason}}).',
    'module:domain.not_changed' => 'WHMCS did not take the change of the domain ({{reason}}).',
    'module:domain.sync_unchanged' => 'WHMCS and NiceNIC agree; nothing was changed.',
    'module:domain.sync_changed' => 'Changed in WHMCS: {{changes}}.',
    'module:domain.sync_changes.expirydate' => 'expiry date {{value}}',
    'module:domain.sync_changes.status' => 'status {{value}}',
    'module:domain.connection_works' => 'NiceNIC accepts the settings of this WHMCS ({{account}} account).',
    'module:domain.connection_fails' => 'NiceNIC does not work with the settings of this WHMCS ({{account}} account).',
    'module:domain.accounts.production' => 'production',
    'module:domain.accounts.sandbox' => 'sandbox',
    'module:domain.no_open_order' => 'No order of this domain is open.',
    'module:domain.still_looking' => 'The answer takes long; the sidecar goes on looking. Open the page again in a '
        . 'few minutes.',
    'module:domain.order' => 'Order at NiceNIC',
    'module:domain.no_order' => 'None was sent through NiceNIC Companion.',
    'module:domain.last_seen' => 'Last seen at NiceNIC',
    'module:domain.status' => 'Status at NiceNIC',
    'module:domain.expiry_date' => 'Expiry date at NiceNIC',
    'module:domain.not_told' => 'Not told',
    'module:domain.hold' => 'Hold at NiceNIC',
    'module:domain.hold_other' => 'On hold ({{state}}).',
    'module:domain.no_hold' => 'None',
    'module:domain.seen' => '{{moment}}, in the {{account}} account',
    'module:domain.not_listed' => 'Not in the list of the {{account}} account, read {{moment}}',
    'module:domain.never_listed' => 'Its list has not been read yet.',
    'module:domain.moment' => '{{time}} ({{ago}})',
    'module:domain.hold_states.not_asked' => 'On hold; NiceNIC was not asked for the reason yet.',
    'module:domain.hold_states.none' => 'On hold in the list; its report says none.',
    'module:domain.hold_states.pending' => 'A hold is planned.',
    'module:domain.hold_states.applied' => 'The hold is applied.',
    'module:domain.hold_details.scheduledAt' => 'Planned for {{value}}.',
    'module:domain.hold_details.appliedAt' => 'Applied at {{value}}.',
    'module:domain.hold_details.status' => 'Case: {{value}}.',
    'module:domain.hold_details.impact' => 'Impact: {{value}}.',
    'module:domain.hold_details.action' => 'Next step: {{value}}.',
    'module:time.less_than_a_minute' => 'less than a minute',
    'module:time.just_now' => 'just now',
    'module:time.days_one' => '{{count}} day',
    'module:time.days_other' => '{{count}} days',
    'module:time.hours_one' => '{{count}} hour',
    'module:time.hours_other' => '{{count}} hours',
    'module:time.minutes_one' => '{{count}} minute',
    'module:time.minutes_other' => '{{count}} minutes',
    'module:time.two_units' => '{{larger}} {{smaller}}',
    'module:time.days_ago_one' => '{{count}} day ago',
    'module:time.days_ago_other' => '{{count}} days ago',
    'module:time.hours_ago_one' => '{{count}} hour ago',
    'module:time.hours_ago_other' => '{{count}} hours ago',
    'module:time.minutes_ago_one' => '{{count}} minute ago',
    'module:time.minutes_ago_other' => '{{count}} minutes ago',
    'module:order.register_one' => 'Registration of {{domain}} ({{count}} year)',
    'module:order.register_other' => 'Registration of {{domain}} ({{count}} years)',
    'module:order.renew_one' => 'Renewal of {{domain}} ({{count}} year)',
    'module:order.renew_other' => 'Renewal of {{domain}} ({{count}} years)',
    'module:order.transfer_one' => 'Transfer of {{domain}} ({{count}} year)',
    'module:order.transfer_other' => 'Transfer of {{domain}} ({{count}} years)',
    'module:order.action_one' => '{{action}} of {{domain}} ({{count}} year)',
    'module:order.action_other' => '{{action}} of {{domain}} ({{count}} years)',
    'module:order.states.intended' => 'was never sent',
    'module:order.states.sent' => 'on its way',
    'module:order.states.pending' => 'accepted by NiceNIC and not finished yet',
    'module:order.states.unknown' => 'not known whether it happened',
    'module:order.states.done' => 'happened',
    'module:order.states.rejected' => 'did not happen',
    'module:order.since' => '{{order}}: {{state}}, since {{time}}.',
    'module:order.next.done' => 'Repeat the action in WHMCS, or wait for its domain sync: WHMCS is told then, and '
        . 'nothing is ordered again.',
    'module:order.next.rejected' => 'It can be ordered again in WHMCS.',
    'module:order.next.unknown' => 'Look at NiceNIC by hand, then say what you found under Addons > NiceNIC Companion '
        . '> Orders to settle.',
    'module:prices.no_tlds' => 'The shop has no TLDs yet. NiceNIC has no price list to read them from: add the TLDs '
        . 'that you want to sell, with any price, under Configuration > System Settings > Domain Pricing, and import '
        . 'again.',
    'module:prices.no_tld_list' => 'WHMCS did not hand over the list of its TLDs ({{reason}}).',
    'module:prices.none' => 'NiceNIC Companion has no price to import. {{notes}}',
    'module:prices.incomplete' => 'NiceNIC Companion: not all prices of the import are there and of today. {{notes}}',
    'module:prices.notes.not_sold' => 'Not sold by this NiceNIC account: {{tlds}}.',
    'module:prices.notes.not_read_yet' => 'Not read yet, import again in a few minutes: {{tlds}}.',
    'module:prices.notes.failed' => 'Could not be read: {{tlds}}.',
    'module:prices.notes.out_of_date' => 'Older than a day, because they could not be read again yet: {{tlds}}.',
    'module:for_customers.unavailable' => 'The domain search is not available at the moment. Please try again in a '
        . 'few minutes.',
    'module:for_customers.no_data' => 'The data of this domain cannot be read at the moment. Please try again in a '
        . 'few minutes.',
    'module:for_customers.not_done' => 'This is not possible at the moment. Please try again in a few minutes.',
    'module:for_customers.with_reference' => '{{text}} Reference: {{reference}}.',
    'module:outage.subject' => 'NiceNIC Companion: {{title}}',
    'module:outage.text' => "Since {{since}}, {{runs}} cron runs in a row.\n\n{{seen}}\n\nUntil then orders and syncs "
        . 'through NiceNIC fail, and nobody is told when NiceNIC itself fails. There is one more message when the '
        . 'sidecar works again.',
    'module:outage.over_subject' => 'NiceNIC Companion: the sidecar works again',
    'module:outage.over' => 'WHMCS cron reaches the sidecar again. It was out of reach for {{lasted}}, since '
        . '{{since}}.',
    'module:outage.not_kept' => 'NiceNIC Companion: outages of the sidecar cannot be counted, so none is mailed. Let '
        . 'PHP write into the folder {{folder}}. This run met one: {{seen}}',
    'module:message.status.danger' => 'Failing',
    'module:message.status.success' => 'Solved',
    'module:message.status.info' => 'Notice',
    'module:message.cause' => 'Cause',
    'module:message.reference' => 'Reference',
    'module:message.logged' => 'NiceNIC Companion: {{subject}} - {{text}}',
    'module:message.not_mailed' => 'NiceNIC Companion: an alert could not be mailed ({{reason}}): {{subject}} - '
        . '{{text}}',
    'module:message.not_notified' => 'NiceNIC Companion: the mail went out, but not the notification ({{reason}}): '
        . '{{subject}}',
    'module:operations_not_writable' => 'NiceNIC Companion: the operations that operations.json enables cannot be '
        . 'noted, so WHMCS goes on with those from before. Let PHP write into the folder {{folder}}.',
    'module:hook_failed' => 'NiceNIC Companion: the cron hook stopped early ({{kind}}).',
    'causes:wrong_secret.title' => 'Tên người dùng hoặc mật khẩu API không khớp với NiceNIC',
    'causes:wrong_secret.fix.0' => 'Đăng nhập NiceNIC, mở Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:wrong_secret.fix.1' => 'Đặt mật khẩu API tại đó. Mật khẩu này phải khác mật khẩu đăng nhập của tài khoản.',
    'causes:wrong_secret.fix.2' => 'Nhập mật khẩu đó vào ô API Secret trong WHMCS: Configuration > System Settings > '
        . 'Domain Registrars > NiceNIC Companion.',
    'causes:wrong_secret.fix.3' => 'Đối chiếu tên người dùng với tên của tài khoản NiceNIC.',
    'causes:secret_malformed.title' => 'Mật khẩu API chứa ký tự không thể đúng',
    'causes:secret_malformed.fix.0' => 'Sao chép lại mật khẩu API từ NiceNIC, không để dấu cách ở đầu hay cuối: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:secret_malformed.fix.1' => 'Gõ tay vào ô API Secret trong WHMCS thay vì dán từ một tài liệu, rồi lưu.',
    'causes:username_malformed.title' => 'Tên người dùng không thể đúng',
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
    'causes:whmcs_settings_incomplete.fix.1' => 'Điền đủ các ô; chép SidecarToken từ tệp "token" trong thư mục dữ '
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
    'causes:rate_limited.title' => 'NiceNIC yêu cầu gửi ít request hơn',
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
