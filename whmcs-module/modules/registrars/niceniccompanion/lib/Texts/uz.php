<?php

/**
 * Made from shared/locales by `npm run generate`. Change those files instead of this one.
 */

declare(strict_types=1);

return [
    'words:between_items' => ', ',
    'words:between_sentences' => ' ',
    'words:unknown_text' => '(boshqa versiyaning matni: {{key}})',
    'words:title_as_sentence' => '{{title}}.',
    'words:address_not_known' => 'ushbu serverniki; uni xosting-provayderdan soʻrang',
    'words:environments.web' => 'WHMCS veb-muhiti',
    'words:environments.cron' => 'WHMCS cron',
    'words:environments.cli' => 'buyruq satri',
    'words:environments.sidecar' => 'sidecar',
    'words:states.healthy' => 'NiceNIC ishlayapti',
    'words:states.pending' => 'Birinchi tekshiruv xato berdi, aniqlashtirilyapti',
    'words:states.refused' => 'NiceNIC bu doʻkonni rad etyapti',
    'words:states.failing' => 'NiceNIC bu doʻkon uchun ishlamayapti',
    'words:states.paused' => 'Texnik ishlar ketmoqda',
    'words:states.unknown' => 'Hali nomaʼlum',
    'words:outcomes.good' => 'Muvaffaqiyatli',
    'words:outcomes.bad' => 'Xato',
    'words:outcomes.indeterminate' => 'Xulosa yoʻq',
    'words:sources.schedule' => 'jadval boʻyicha',
    'words:sources.confirmation' => 'aniqlashtirish uchun',
    'words:sources.manual' => 'qoʻlda',
    'words:sources.action' => 'domen amalidan keyin',
    'words:api_environments.production' => 'Production',
    'words:api_environments.sandbox' => 'Sandbox (sinov rejimi)',
    'words:accounts.production' => 'production',
    'words:accounts.sandbox' => 'sandbox',
    'words:places.sidecar' => 'Sidecar (NiceNICga soʻrov yuboradi)',
    'words:places.web' => 'WHMCS veb-muhiti',
    'words:places.cron' => 'WHMCS cron',
    'words:places.cli' => 'WHMCS buyruq satri',
    'words:scopes.private' => 'Ommaviy IP-manzil emas: NiceNIC boshqasini koʻradi.',
    'words:scopes.loopback' => 'Loopback manzili: u shu mashinadan tashqarida koʻrinmaydi.',
    'words:checklist.pass' => 'Toʻgʻri',
    'words:checklist.fail' => 'Notoʻgʻri',
    'words:checklist.unknown' => 'Nomaʼlum',
    'words:checklist.steps.reseller_access' => 'Akkauntda reseller ruxsati bor',
    'words:checklist.steps.api_setting_opened' => 'Reseller boʻlimida API Setting ochilgan',
    'words:checklist.steps.api_password_separate' => 'Kirish parolidan boshqa API paroli oʻrnatilgan',
    'words:checklist.steps.api_password_in_use' => 'WHMCS kirish parolini emas, API parolini yuboryapti',
    'words:checklist.steps.authorization_header' => 'Authorization sarlavhasi: foydalanuvchi nomi, ikki nuqta, API '
        . 'paroli',
    'words:checklist.steps.endpoint' => 'Soʻrovlar hujjatdagi manzilga ketyapti',
    'words:checklist.steps.content_type' => 'Content-Type sarlavhasi application/json',
    'words:checklist.steps.json_body' => 'Soʻrov tanasi yaroqli',
    'words:checklist.steps.outbound_ip_whitelisted' => 'Chiquvchi IP-manzil oq roʻyxatda',
    'words:checklist.steps.whmcs_outbound_ip' => 'WHMCSning chiquvchi IP-manzili tasdiqlangan',
    'words:checklist.steps.low_risk_test' => 'Avval xavfsiz soʻrov sinab koʻrilgan',
    'words:checklist.steps.record_details' => 'Vaqt, amal, domen va javob yozib olingan',
    'module:cause' => '{{title}}. {{evidence}} Nima qilish kerak: {{steps}} [{{code}}]',
    'module:settings.field_empty' => '{{field}} boʻsh.',
    'module:settings.field_not_utf8' => '{{field}} ichida UTF-8 matni boʻlmagan baytlar bor. Nusxalab qoʻymang, '
        . 'qaytadan yozing.',
    'module:settings.url_not_loopback' => 'SidecarUrl: http faqat shu serverning manzili uchun mumkin (127.0.0.1, '
        . '::1, localhost). Boshqa serverlar uchun https ishlating.',
    'module:settings.url_malformed' => 'SidecarUrl koʻrinishi: http://127.0.0.1:8787, https://host:port yoki '
        . 'unix:/path/to.sock, foydalanuvchi nomi, query va boʻsh joylarsiz.',
    'module:settings.token_malformed' => 'SidecarToken boʻsh yoki unda tokenda boʻlmaydigan belgilar bor. Uni '
        . 'sidecarning maʼlumotlar papkasidan qaytadan nusxalang.',
    'module:settings.token_refused' => '{{address}} manzilidagi sidecar SidecarToken qiymatini rad etdi (HTTP 401). '
        . 'Tokenni sidecarning maʼlumotlar papkasidan qaytadan nusxalang.',
    'module:settings.masked_unknown' => 'WHMCS saqlangan qiymat oʻrniga yashirilgan qiymat berdi. API paroli va '
        . 'sidecar tokenini toʻliq yozing.',
    'module:settings.problem' => '{{field}}: {{problem}}',
    'module:settings.refused' => 'NiceNIC Companion: sozlamalar saqlanmadi. {{reason}}',
    'module:settings.refused_without_reason' => 'Sidecar sozlamalarni yaroqsiz deyapti, lekin sababini aytmayapti.',
    'module:settings.unchecked' => 'NiceNIC Companion: sozlamalar saqlandi, lekin tekshirilmadi. {{reason}} Buni '
        . 'tuzating, keyin sozlamalarni yana saqlang.',
    'module:settings.warning' => 'NiceNIC Companion: sozlamalar ogohlantirish bilan saqlandi. {{warning}}',
    'module:form.description' => 'Domenlarni NiceNIC orqali roʻyxatdan oʻtkazadi va API soʻrovi nega rad etilganini '
        . 'aytadi.',
    'module:form.username' => 'Foydalanuvchi nomi',
    'module:form.username_hint' => 'NiceNIC akkauntingizning e-mail manzili emas, foydalanuvchi nomi.',
    'module:form.secret' => 'API paroli (API Secret)',
    'module:form.secret_hint' => 'NiceNICdagi Reseller > API Setting sahifasidagi API paroli, akkauntga kirish paroli '
        . 'emas.',
    'module:form.test_mode' => 'Sinov rejimi (Test Mode)',
    'module:form.test_mode_hint' => 'NiceNIC sandbox muhiti ishlatiladi. Uning API paroli alohida.',
    'module:form.url' => 'Sidecar manzili (SidecarUrl)',
    'module:form.url_hint' => 'Sidecar tinglaydigan manzil: http faqat shu serverda, boshqasida https yoki '
        . 'unix:/path/to.sock.',
    'module:form.token' => 'Sidecar tokeni (SidecarToken)',
    'module:form.token_hint' => 'Sidecarning maʼlumotlar papkasida turgan token yoki COMPANION_TOKEN qiymati. '
        . 'Saqlangach: {{button}} (NiceNIC Companion qoʻshimcha moduli bilan).',
    'module:form.test_button' => 'Ulanishni tekshirish',
    'module:form.most_suggestions' => 'Tavsiyalar soni',
    'module:form.most_suggestions_hint' => 'Har birining narxi uchun NiceNICga bitta soʻrov ketadi.',
    'module:form.vary_words' => 'Soʻzlarni oʻzgartirish',
    'module:form.vary_words_hint' => '{{yes}}: qidirilgan nom oldiga yoki oxiriga qisqa soʻz qoʻshilgan nomlar ham. '
        . '{{no}}: faqat boshqa zonalar va defislar.',
    'module:sidecar.not_reached' => '{{address}} manzilidagi sidecarga ulanib boʻlmadi ({{reason}}). Unga hech narsa '
        . 'yuborilmadi.',
    'module:sidecar.no_answer' => '{{address}} manzilidagi sidecar toʻliq javob bermadi ({{reason}}). Qotib qolgan '
        . 'boʻlsa, uni qayta ishga tushiring.',
    'module:sidecar.bad_answer' => '{{address}} manzilidan kelgan javob sidecarniki emas (HTTP {{status}}, '
        . '{{reason}}). SidecarUrl boshqa xizmatga olib borayotgan boʻlishi mumkin.',
    'module:sidecar.bad_answer_reasons.too_large' => 'tana 1 MB dan katta',
    'module:sidecar.bad_answer_reasons.empty' => 'tana boʻsh',
    'module:sidecar.bad_answer_reasons.not_object' => 'tana JSON obyekt emas',
    'module:sidecar.bad_answer_reasons.not_html' => 'tana text/html emas',
    'module:sidecar.bad_answer_reasons.not_text' => 'tana text/plain emas',
    'module:sidecar.not_asked_again' => '{{address}} manzilidagi sidecar hozirgina xato berdi, shuning uchun undan '
        . 'qayta soʻralmadi. Unga hech narsa yuborilmadi.',
    'module:sidecar.unexpected_answer' => 'Sidecar javobi kelishilgan shaklda emas (HTTP {{status}}). Modul va '
        . 'sidecar versiyalari har xil boʻlishi mumkin.',
    'module:sidecar.too_large' => 'Sidecar soʻrovni juda katta boʻlgani uchun rad etdi (HTTP 413). NiceNICga hech '
        . 'narsa yuborilmadi.',
    'module:sidecar.not_encodable' => 'Soʻrovda UTF-8 boʻlmagan matn bor, u yuborilmadi. Mijozning kontakt '
        . 'maʼlumotlarini yoki modul sozlamalarini toʻgʻrilang.',
    'module:sidecar.refused' => 'Sidecar HTTP {{status}} javobini berdi: {{problem}}',
    'module:internal' => 'NiceNIC Companion modulida ichki xato yuz berdi ({{kind}}).',
    'module:likely_cause' => 'Eng ehtimoliy sabab: {{title}} ({{code}}). {{steps}}',
    'module:reference' => 'Qayd raqami: {{reference}}.',
    'module:order_may_be_executed' => 'Buyurtma bajarilgan boʻlishi mumkin. Qayta bosish xavfsiz: sidecar saqlangan '
        . 'natijani qaytaradi va ikkinchi marta buyurtma bermaydi.',
    'module:no_client_profile' => 'WHMCS mijoz profilini bermadi ({{reason}}).',
    'module:reasons.no_client' => 'mijoz yoʻq',
    'module:reasons.no_domain' => 'domen yoʻq',
    'module:reasons.no_answer' => 'javob yoʻq',
    'module:domain.sync_now' => 'Hozir sinxronlash',
    'module:domain.test_connection' => 'Ulanishni tekshirish',
    'module:domain.settle_order' => 'Buyurtma natijasini belgilash',
    'module:domain.no_record' => 'WHMCS domen yozuvini bermadi ({{reason}}).',
    'module:domain.not_changed' => 'WHMCS domendagi oʻzgarishni qabul qilmadi ({{reason}}).',
    'module:domain.sync_unchanged' => 'WHMCS va NiceNIC maʼlumotlari bir xil; hech narsa oʻzgartirilmadi.',
    'module:domain.sync_changed' => 'WHMCSda oʻzgartirildi: {{changes}}.',
    'module:domain.sync_changes.expirydate' => 'tugash sanasi {{value}}',
    'module:domain.sync_changes.status' => 'holati {{value}}',
    'module:domain.connection_works' => 'NiceNIC bu WHMCS sozlamalarini qabul qilyapti ({{account}} akkaunti).',
    'module:domain.connection_fails' => 'NiceNIC bu WHMCS sozlamalari bilan ishlamayapti ({{account}} akkaunti).',
    'module:domain.no_open_order' => 'Bu domenning yakunlanmagan buyurtmasi yoʻq.',
    'module:domain.still_looking' => 'Javob kechikyapti; sidecar izlashda davom etadi. Sahifani bir necha daqiqadan '
        . 'keyin yana oching.',
    'module:domain.order' => 'NiceNICdagi buyurtma',
    'module:domain.no_order' => 'NiceNIC Companion orqali yuborilmagan.',
    'module:domain.last_seen' => 'NiceNICda oxirgi marta koʻringan',
    'module:domain.status' => 'NiceNICdagi holati',
    'module:domain.expiry_date' => 'NiceNICdagi tugash sanasi',
    'module:domain.not_told' => 'Bildirilmagan',
    'module:domain.hold' => 'NiceNICdagi hold',
    'module:domain.no_hold' => 'Yoʻq',
    'module:domain.seen' => '{{moment}}, {{account}} akkauntida',
    'module:domain.not_listed' => '{{account}} akkaunti roʻyxatida yoʻq, oʻqilgan vaqti: {{moment}}',
    'module:domain.never_listed' => 'Akkaunt roʻyxati hali oʻqilmagan.',
    'module:domain.moment' => '{{time}} ({{ago}})',
    'module:domain.hold_states.not_asked' => 'Hold holatida; sababi NiceNICdan hali soʻralmagan.',
    'module:domain.hold_states.none' => 'Roʻyxatda hold holatida; abuse shikoyatida esa hold koʻrsatilmagan.',
    'module:domain.hold_states.pending' => 'Hold rejalashtirilgan.',
    'module:domain.hold_states.applied' => 'Hold qoʻyilgan.',
    'module:domain.hold_in_other_state' => 'Hold holatida ({{state}}).',
    'module:domain.hold_details.scheduledAt' => 'Rejalashtirilgan vaqt: {{value}}.',
    'module:domain.hold_details.appliedAt' => 'Qoʻyilgan vaqt: {{value}}.',
    'module:domain.hold_details.status' => 'Ishning holati: {{value}}.',
    'module:domain.hold_details.impact' => 'Taʼsiri: {{value}}.',
    'module:domain.hold_details.action' => 'Keyingi qadam: {{value}}.',
    'module:time.less_than_a_minute' => 'bir daqiqadan kam vaqt',
    'module:time.just_now' => 'hozirgina',
    'module:time.days_one' => '{{count}} kun',
    'module:time.days_other' => '{{count}} kun',
    'module:time.hours_one' => '{{count}} soat',
    'module:time.hours_other' => '{{count}} soat',
    'module:time.minutes_one' => '{{count}} daqiqa',
    'module:time.minutes_other' => '{{count}} daqiqa',
    'module:time.two_units' => '{{larger}} {{smaller}}',
    'module:time.days_ago_one' => '{{count}} kun oldin',
    'module:time.days_ago_other' => '{{count}} kun oldin',
    'module:time.hours_ago_one' => '{{count}} soat oldin',
    'module:time.hours_ago_other' => '{{count}} soat oldin',
    'module:time.minutes_ago_one' => '{{count}} daqiqa oldin',
    'module:time.minutes_ago_other' => '{{count}} daqiqa oldin',
    'module:order.register_one' => '{{domain}} domenini roʻyxatdan oʻtkazish ({{count}} yil)',
    'module:order.register_other' => '{{domain}} domenini roʻyxatdan oʻtkazish ({{count}} yil)',
    'module:order.renew_one' => '{{domain}} domenini uzaytirish ({{count}} yil)',
    'module:order.renew_other' => '{{domain}} domenini uzaytirish ({{count}} yil)',
    'module:order.transfer_one' => '{{domain}} domenini transfer qilish ({{count}} yil)',
    'module:order.transfer_other' => '{{domain}} domenini transfer qilish ({{count}} yil)',
    'module:order.action_one' => '{{domain}} domeni: {{action}} ({{count}} yil)',
    'module:order.action_other' => '{{domain}} domeni: {{action}} ({{count}} yil)',
    'module:order.states.intended' => 'yuborilmagan',
    'module:order.states.sent' => 'yoʻlda',
    'module:order.states.pending' => 'NiceNIC qabul qilgan, hali yakunlanmagan',
    'module:order.states.unknown' => 'bajarilgan-bajarilmagani nomaʼlum',
    'module:order.states.done' => 'bajarilgan',
    'module:order.states.rejected' => 'bajarilmagan',
    'module:order.since' => '{{order}}: {{state}} (shu holatga oʻtgan vaqti: {{time}}).',
    'module:order.next.done' => 'Amalni WHMCSda takrorlang yoki domenlar sinxronlanishini kuting: shunda WHMCS '
        . 'natijani biladi va hech narsa qayta buyurtma qilinmaydi.',
    'module:order.next.rejected' => 'Uni WHMCSda qaytadan buyurtma qilish mumkin.',
    'module:order.next.unknown' => 'NiceNICda oʻzingiz qarang, keyin nima aniqlaganingizni Addons > NiceNIC Companion '
        . '> Orders to settle (Natijasi belgilanmagan buyurtmalar) boʻlimida belgilang.',
    'module:prices.no_tlds' => 'Doʻkonda hali domen zonalari yoʻq. NiceNICda ularni oʻqib oladigan narxlar roʻyxati '
        . 'yoʻq: sotmoqchi boʻlgan zonalarni istalgan narx bilan Configuration > System Settings > Domain Pricing '
        . 'boʻlimida qoʻshing va importni takrorlang.',
    'module:prices.no_tld_list' => 'WHMCS domen zonalari roʻyxatini bermadi ({{reason}}).',
    'module:prices.none' => 'NiceNIC Companionda import qilinadigan narx yoʻq. {{notes}}',
    'module:prices.incomplete' => 'NiceNIC Companion: importda narxlarning hammasi yoʻq yoki hammasi bugungi emas. '
        . '{{notes}}',
    'module:prices.notes.not_sold' => 'Bu NiceNIC akkaunti sotmaydi: {{tlds}}.',
    'module:prices.notes.not_read_yet' => 'Hali oʻqilmagan, bir necha daqiqadan keyin importni takrorlang: {{tlds}}.',
    'module:prices.notes.failed' => 'Oʻqib boʻlmadi: {{tlds}}.',
    'module:prices.notes.out_of_date' => 'Bir kundan eski, chunki hali qayta oʻqib boʻlmadi: {{tlds}}.',
    'module:for_customers.unavailable' => 'Domen qidiruvi hozir ishlamayapti. Bir necha daqiqadan keyin qayta urinib '
        . 'koʻring.',
    'module:for_customers.no_data' => 'Bu domen maʼlumotlarini hozir oʻqib boʻlmadi. Bir necha daqiqadan keyin qayta '
        . 'urinib koʻring.',
    'module:for_customers.not_done' => 'Hozir buning iloji yoʻq. Bir necha daqiqadan keyin qayta urinib koʻring.',
    'module:for_customers.with_reference' => '{{text}} Qayd raqami: {{reference}}.',
    'module:outage.subject' => 'NiceNIC Companion: {{title}}',
    'module:outage.text' => '{{since}}dan beri shunday: cron ketma-ket {{runs}} marta xato '
        . "oldi.\n\n{{seen}}\n\nTuzatilgunicha NiceNIC orqali buyurtmalar va sinxronlash ishlamaydi, NiceNICning oʻzi "
        . 'ishlamay qolsa ham hech kimga xabar berilmaydi. Sidecar yana ishlaganda yana bitta xabar keladi.',
    'module:outage.over_subject' => 'NiceNIC Companion: sidecar yana ishlayapti',
    'module:outage.over' => 'WHMCS cron yana sidecarga ulanyapti. {{since}}dan boshlab {{lasted}} davomida ulanib '
        . 'boʻlmadi.',
    'module:outage.not_kept' => 'NiceNIC Companion: sidecar uzilishlarini sanab boʻlmayapti, shuning uchun ular '
        . 'haqida xat yuborilmaydi. PHPga {{folder}} papkasiga yozish ruxsatini bering. Shu safargi uzilish: {{seen}}',
    'module:message.status.danger' => 'Nosozlik',
    'module:message.status.success' => 'Hal boʻldi',
    'module:message.status.info' => 'Xabar',
    'module:message.cause' => 'Sabab',
    'module:message.reference' => 'Qayd raqami',
    'module:message.logged' => '{{subject}} - {{text}}',
    'module:message.not_mailed' => 'NiceNIC Companion: bildirishnomani pochta orqali yuborib boʻlmadi ({{reason}}): '
        . '{{subject}} - {{text}}',
    'module:message.not_notified' => 'NiceNIC Companion: xat ketdi, lekin WHMCS bildirishnomasi ketmadi ({{reason}}): '
        . '{{subject}}',
    'module:state_not_writable' => 'NiceNIC Companion: PHP {{folder}} papkasiga yoza olmayapti. Bu tuzatilmaguncha '
        . 'WHMCS sahifalarida NiceNIC holati koʻrinmaydi, sidecar javob bermay qoʻysa hech kimga xat yuborilmaydi, '
        . 'operations.json yoqqan amallar esa avvalgidek qoladi.',
    'module:hook_failed' => 'NiceNIC Companion: cron hook vaqtidan oldin toʻxtadi ({{kind}}).',
    'causes:wrong_secret.title' => 'Foydalanuvchi nomi yoki API paroli NiceNICdagiga mos kelmaydi',
    'causes:wrong_secret.fix.0' => 'NiceNICga kiring va Reseller > API Setting sahifasini oching: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:wrong_secret.fix.1' => 'U yerda API parolini oʻrnating. U akkauntga kirish parolidan farq qilishi kerak.',
    'causes:wrong_secret.fix.2' => 'Uni WHMCSda API Secret maydoniga kiriting: Configuration > System Settings > '
        . 'Domain Registrars > NiceNIC Companion.',
    'causes:wrong_secret.fix.3' => 'Foydalanuvchi nomini NiceNIC akkauntidagi nom bilan solishtiring.',
    'causes:secret_malformed.title' => 'API parolida boʻlishi mumkin boʻlmagan belgilar bor',
    'causes:secret_malformed.fix.0' => 'API parolini NiceNICdan qaytadan nusxalang, oldida ham, oxirida ham boʻsh joy '
        . 'qolmasin: https://nicenic.com/user/api_setting.php',
    'causes:secret_malformed.fix.1' => 'Uni WHMCSdagi API Secret maydoniga hujjatdan koʻchirib qoʻymang, qoʻlda '
        . 'yozing va saqlang.',
    'causes:username_malformed.title' => 'Bunday foydalanuvchi nomi boʻlishi mumkin emas',
    'causes:username_malformed.fix.0' => 'NiceNIC akkauntining foydalanuvchi nomini kiriting: e-mail manzili emas, '
        . 'ikki nuqta va boʻsh joylarsiz.',
    'causes:wrong_environment.title' => 'API paroli boshqa muhitga tegishli (production yoki sandbox)',
    'causes:wrong_environment.fix.0' => 'Modul sozlamalarida Test Mode belgisini oʻzgartiring yoki kerakli muhitning '
        . 'API parolini kiriting: https://nicenic.com/user/api_setting.php',
    'causes:wrong_environment.fix.1' => 'Production va sandbox muhitlarining API parollari alohida.',
    'causes:auth_header_altered.title' => 'Authorization sarlavhasi yoʻlda yoʻqolyapti yoki oʻzgaryapti',
    'causes:auth_header_altered.fix.0' => 'Xosting-provayderdan soʻrang: proksi yoki fayrvol chiquvchi soʻrovlardan '
        . 'Authorization sarlavhasini olib tashlamayaptimi?',
    'causes:auth_header_altered.fix.1' => 'NiceNICga soʻrovlar proksini chetlab oʻtsin (NO_PROXY).',
    'causes:ip_not_whitelisted.title' => 'Ushbu serverning chiquvchi IP-manzili NiceNICdagi oq roʻyxatda yoʻq',
    'causes:ip_not_whitelisted.fix.0' => 'NiceNICga kiring va Reseller > API Setting sahifasini oching: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:ip_not_whitelisted.fix.1' => 'Chiquvchi IP-manzilni (ushbu serverniki; uni xosting-provayderdan soʻrang) '
        . 'IP oq roʻyxatiga qoʻshing va saqlang.',
    'causes:ip_not_whitelisted.fix.2' => 'Shu yerda yana tekshiring: tekshiruv aynan shu serverdan bajariladi.',
    'causes:egress_ip_changed.title' => 'Ushbu serverning chiquvchi IP-manzili oʻzgargan',
    'causes:egress_ip_changed.fix.0' => 'NiceNICga kiring va Reseller > API Setting sahifasini oching: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:egress_ip_changed.fix.1' => 'Yangi chiquvchi IP-manzilni (ushbu serverniki; uni xosting-provayderdan '
        . 'soʻrang) IP oq roʻyxatiga qoʻshing, eskisini oʻchiring va saqlang.',
    'causes:egress_ip_changed.fix.2' => 'Xosting-provayderdan oʻzgarmas chiquvchi IP-manzil soʻrang yoki '
        . 'COMPANION_LOCAL_ADDRESS oʻzgaruvchisini bering.',
    'causes:account_not_eligible.title' => 'NiceNIC akkauntiga APIdan foydalanish ruxsati berilmagan',
    'causes:account_not_eligible.fix.0' => 'NiceNIC akkauntining Reseller menyusida API Setting bor-yoʻqligini qarang.',
    'causes:account_not_eligible.fix.1' => 'Boʻlmasa, akkauntdan nima talab qilinishini oʻqing: '
        . 'https://nicenic.com/reseller/',
    'causes:account_not_eligible.fix.2' => 'Akkaunt darajasi oshirilgan boʻlsa-yu, menyu hali ham chiqmasa, NiceNIC '
        . 'texnik yordam xizmatiga yozing: https://nicenic.com/ctrl_support/question.php',
    'causes:wrong_endpoint.title' => 'Soʻrovlar notoʻgʻri manzilga ketyapti',
    'causes:wrong_endpoint.fix.0' => 'Sidecar muhitidan NICENIC_PRODUCTION_URL va NICENIC_SANDBOX_URL '
        . 'oʻzgaruvchilarini olib tashlang yoki ularga https://api.nicenic.net/v2/ va '
        . 'https://sandbox-api.nicenic.net/v2/ manzillarini bering, oxirida / belgisi boʻlsin.',
    'causes:wrong_endpoint.fix.1' => 'Sidecarni qayta ishga tushiring.',
    'causes:bad_request_format.title' => 'NiceNIC soʻrovning formatini qabul qilmayapti',
    'causes:bad_request_format.fix.0' => 'NiceNIC Companion modulini yangilang.',
    'causes:bad_request_format.fix.1' => 'Eng yangi versiya boʻlsa, texnik yordam hisobotini NiceNICga yuboring: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:whmcs_settings_incomplete.title' => 'WHMCSdagi modul sozlamalari toʻliq emas',
    'causes:whmcs_settings_incomplete.fix.0' => 'WHMCSda Configuration > System Settings > Domain Registrars > '
        . 'NiceNIC Companion boʻlimini oching.',
    'causes:whmcs_settings_incomplete.fix.1' => 'Barcha maydonlarni toʻldiring; SidecarToken qiymatini sidecarning '
        . 'maʼlumotlar papkasidagi "token" faylidan nusxalang. Saqlang.',
    'causes:whmcs_settings_not_saved.title' => 'WHMCS tekshiruvdan oʻtgan sozlamalar bilan emas, boshqalari bilan '
        . 'ishlayapti',
    'causes:whmcs_settings_not_saved.fix.0' => 'WHMCSda modul sozlamalarini oching, API parolini qaytadan kiriting va '
        . 'saqlang.',
    'causes:whmcs_settings_not_saved.fix.1' => 'WHMCS cron bir marta ishlab oʻtsin, keyin yana shu yerni qarang.',
    'causes:cron_environment_differs.title' => 'WHMCS cron veb-muhitdagidan boshqa IP-manzil, sozlamalar yoki proksi '
        . 'bilan ishlayapti',
    'causes:cron_environment_differs.fix.0' => 'Quyida veb-muhit va cron manzillari hamda proksi oʻzgaruvchilarini '
        . 'solishtiring.',
    'causes:cron_environment_differs.fix.1' => 'Har bir chiquvchi IP-manzilni NiceNICdagi IP oq roʻyxatiga qoʻshing: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:cron_environment_differs.fix.2' => 'Cron ham veb-muhitdagi PHP va WHMCS papkasi bilan ishlasin.',
    'causes:network_unreachable.title' => 'Ushbu serverdan NiceNICga ulanib boʻlmayapti',
    'causes:network_unreachable.fix.0' => 'Xosting-provayderdan soʻrang: chiquvchi HTTPS ulanishlariga (443-port) '
        . 'ruxsat bormi?',
    'causes:network_unreachable.fix.1' => 'Ushbu serverdan boshqa manzillarga ulanib boʻlishini tekshiring.',
    'causes:dns_failure.title' => 'Ushbu server NiceNIC API nomini DNS orqali topa olmayapti',
    'causes:dns_failure.fix.0' => 'Ushbu serverning DNS sozlamasini tekshiring (/etc/resolv.conf).',
    'causes:dns_failure.fix.1' => 'NICENIC_PRODUCTION_URL va NICENIC_SANDBOX_URL qiymatlari xatosiz yozilganini '
        . 'tekshiring.',
    'causes:tls_failure.title' => 'NiceNIC bilan ishonchli TLS ulanishi oʻrnatilmayapti',
    'causes:tls_failure.fix.0' => 'Ushbu serverning soati va CA sertifikatlarini tekshiring.',
    'causes:tls_failure.fix.1' => 'Xosting-provayderdan soʻrang: fayrvol TLS ulanishlarini ochib koʻrmayaptimi?',
    'causes:tls_failure.fix.2' => 'Sertifikat tekshiruvini hech qachon oʻchirmang.',
    'causes:proxy_interference.title' => 'Ushbu server bilan NiceNIC orasida proksi bor va u NiceNIC oʻrniga javob '
        . 'beryapti',
    'causes:proxy_interference.fix.0' => 'Quyidagi proksi oʻzgaruvchilarini qarang (HTTPS_PROXY, NO_PROXY).',
    'causes:proxy_interference.fix.1' => 'NiceNICga soʻrovlar proksini chetlab oʻtsin yoki proksining foydalanuvchi '
        . 'nomi va parolini toʻgʻrilang.',
    'causes:api_outage.title' => 'NiceNIC API hozir ishlamayapti',
    'causes:api_outage.fix.0' => 'Kuting: tekshiruv davom etadi va API yana ishlaganda sizga xabar beradi.',
    'causes:api_outage.fix.1' => 'Uzoq davom etsa, texnik yordam hisobotini NiceNICga yuboring: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:rate_limited.title' => 'NiceNIC kamroq soʻrov yuborishni talab qilyapti',
    'causes:rate_limited.fix.0' => 'Kuting. Sidecar oʻzi sekinlashadi.',
    'causes:rate_limited.fix.1' => 'Shu NiceNIC akkauntidan boshqa dastur ham foydalanayotganini tekshiring.',
    'causes:sidecar_unreachable.title' => 'WHMCS sidecarga ulana olmayapti',
    'causes:sidecar_unreachable.fix.0' => 'WHMCS serverida sidecar ishlayotganini tekshiring, ishlamasa, ishga '
        . 'tushiring.',
    'causes:sidecar_unreachable.fix.1' => 'SidecarUrl sozlamasini sidecarning COMPANION_LISTEN qiymati bilan '
        . 'solishtiring.',
    'causes:unknown.title' => 'Sabab topilmadi',
    'causes:unknown.fix.0' => 'Quyidagi tekshiruv roʻyxatini koʻrib chiqing.',
    'causes:unknown.fix.1' => 'Texnik yordam hisobotini NiceNICga yuboring: '
        . 'https://nicenic.com/ctrl_support/question.php',
];
