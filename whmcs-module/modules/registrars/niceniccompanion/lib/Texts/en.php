<?php

/**
 * Made from shared/locales by `npm run generate`. Change those files instead of this one.
 */

declare(strict_types=1);

return [
    'words:between_items' => ', ',
    'words:between_sentences' => ' ',
    'words:unknown_text' => '(a text of another version: {{key}})',
    'words:title_as_sentence' => '{{title}}.',
    'words:address_not_known' => 'of this server (ask the hosting provider for it)',
    'words:environments.web' => 'WHMCS (web)',
    'words:environments.cron' => 'the WHMCS cron',
    'words:environments.cli' => 'the command line',
    'words:environments.sidecar' => 'the sidecar',
    'words:states.healthy' => 'NiceNIC works',
    'words:states.pending' => 'A first check failed; confirming',
    'words:states.refused' => 'NiceNIC refuses this shop',
    'words:states.failing' => 'NiceNIC does not work for this shop',
    'words:states.paused' => 'Maintenance',
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
    'words:accounts.production' => 'production',
    'words:accounts.sandbox' => 'sandbox',
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
    'module:domain.no_hold' => 'None',
    'module:domain.seen' => '{{moment}}, in the {{account}} account',
    'module:domain.not_listed' => 'Not in the list of the {{account}} account, read {{moment}}',
    'module:domain.never_listed' => 'Its list has not been read yet.',
    'module:domain.moment' => '{{time}} ({{ago}})',
    'module:domain.hold_states.not_asked' => 'On hold; NiceNIC was not asked for the reason yet.',
    'module:domain.hold_states.none' => 'On hold in the list; its report says none.',
    'module:domain.hold_states.pending' => 'A hold is planned.',
    'module:domain.hold_states.applied' => 'The hold is applied.',
    'module:domain.hold_in_other_state' => 'On hold ({{state}}).',
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
    'module:outage.text' => "Since {{since}}, {{runs}} cron runs in a row.\n\n{{seen}}\n\nUntil this is put right, "
        . 'orders and syncs through NiceNIC fail, and nobody is told when NiceNIC itself fails. There is one more '
        . 'message when the sidecar works again.',
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
    'module:message.logged' => '{{subject}} - {{text}}',
    'module:message.not_mailed' => 'NiceNIC Companion: an alert could not be mailed ({{reason}}): {{subject}} - '
        . '{{text}}',
    'module:message.not_notified' => 'NiceNIC Companion: the mail went out, but not the notification ({{reason}}): '
        . '{{subject}}',
    'module:state_not_writable' => 'NiceNIC Companion: PHP cannot write into the folder {{folder}}. Until it can, the '
        . 'pages of WHMCS do not show how NiceNIC stands, nobody is mailed when the sidecar stays away, and the '
        . 'operations that operations.json enables stay as they were.',
    'module:hook_failed' => 'NiceNIC Companion: the cron hook stopped early ({{kind}}).',
    'causes:wrong_secret.title' => 'User name or API secret is not the one NiceNIC has',
    'causes:wrong_secret.fix.0' => 'Log in to NiceNIC and open Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:wrong_secret.fix.1' => 'Set an API password there. It must differ from the login password of the account.',
    'causes:wrong_secret.fix.2' => 'Enter it as API Secret in WHMCS: Configuration > System Settings > Domain '
        . 'Registrars > NiceNIC Companion.',
    'causes:wrong_secret.fix.3' => 'Compare the user name with the one of the NiceNIC account.',
    'causes:secret_malformed.title' => 'The API secret holds characters that cannot be right',
    'causes:secret_malformed.fix.0' => 'Copy the API secret again from NiceNIC, without spaces before or after it: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:secret_malformed.fix.1' => 'Type it into the field API Secret in WHMCS rather than pasting it from a '
        . 'document, and save.',
    'causes:username_malformed.title' => 'The user name cannot be right',
    'causes:username_malformed.fix.0' => 'Enter the user name of the NiceNIC account: no e-mail address, no colon, no '
        . 'spaces.',
    'causes:wrong_environment.title' => 'The API secret belongs to the other environment (production or sandbox)',
    'causes:wrong_environment.fix.0' => 'Switch Test Mode in the module settings, or enter the secret of the '
        . 'environment that you want: https://nicenic.com/user/api_setting.php',
    'causes:wrong_environment.fix.1' => 'Production and sandbox have separate secrets.',
    'causes:auth_header_altered.title' => 'The Authorization header is lost or changed on the way',
    'causes:auth_header_altered.fix.0' => 'Ask the hosting provider whether a proxy or firewall removes the '
        . 'Authorization header of outgoing requests.',
    'causes:auth_header_altered.fix.1' => 'Let the calls to NiceNIC bypass the proxy (NO_PROXY).',
    'causes:ip_not_whitelisted.title' => 'The outbound address of this server is not on the whitelist at NiceNIC',
    'causes:ip_not_whitelisted.fix.0' => 'Log in to NiceNIC and open Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:ip_not_whitelisted.fix.1' => 'Add the outbound address of this server (ask the hosting provider for it) '
        . 'to the IP whitelist and save.',
    'causes:ip_not_whitelisted.fix.2' => 'Test again here: the test runs from this very server.',
    'causes:egress_ip_changed.title' => 'The outbound address of this server has changed',
    'causes:egress_ip_changed.fix.0' => 'Log in to NiceNIC and open Reseller > API Setting: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:egress_ip_changed.fix.1' => 'Add the new outbound address of this server (ask the hosting provider for '
        . 'it) to the IP whitelist, remove the old one and save.',
    'causes:egress_ip_changed.fix.2' => 'Ask the hosting provider for a fixed outbound address, or set '
        . 'COMPANION_LOCAL_ADDRESS.',
    'causes:account_not_eligible.title' => 'The NiceNIC account may not use the API',
    'causes:account_not_eligible.fix.0' => 'Look whether API Setting appears in the Reseller menu of the NiceNIC '
        . 'account.',
    'causes:account_not_eligible.fix.1' => 'If it does not, read what the account needs: https://nicenic.com/reseller/',
    'causes:account_not_eligible.fix.2' => 'If the account was upgraded and the menu is still missing, write to the '
        . 'support of NiceNIC: https://nicenic.com/ctrl_support/question.php',
    'causes:wrong_endpoint.title' => 'The requests go to the wrong address',
    'causes:wrong_endpoint.fix.0' => 'Remove NICENIC_PRODUCTION_URL and NICENIC_SANDBOX_URL from the environment of '
        . 'the sidecar, or set them to https://api.nicenic.net/v2/ and https://sandbox-api.nicenic.net/v2/, with the '
        . 'slash at the end.',
    'causes:wrong_endpoint.fix.1' => 'Restart the sidecar.',
    'causes:bad_request_format.title' => 'NiceNIC does not accept the form of the request',
    'causes:bad_request_format.fix.0' => 'Update NiceNIC Companion.',
    'causes:bad_request_format.fix.1' => 'If it is up to date, send the support report to NiceNIC: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:whmcs_settings_incomplete.title' => 'The module settings in WHMCS are incomplete',
    'causes:whmcs_settings_incomplete.fix.0' => 'Open Configuration > System Settings > Domain Registrars > NiceNIC '
        . 'Companion in WHMCS.',
    'causes:whmcs_settings_incomplete.fix.1' => 'Fill in all fields; copy SidecarToken from the file "token" in the '
        . 'data folder of the sidecar. Save.',
    'causes:whmcs_settings_not_saved.title' => 'WHMCS works with other settings than the ones that passed the test',
    'causes:whmcs_settings_not_saved.fix.0' => 'Open the module settings in WHMCS, enter the API secret again and '
        . 'save.',
    'causes:whmcs_settings_not_saved.fix.1' => 'Let the WHMCS cron run once and look here again.',
    'causes:cron_environment_differs.title' => 'The WHMCS cron runs with another address, other settings or another '
        . 'proxy than the web',
    'causes:cron_environment_differs.fix.0' => 'Compare the addresses and proxy variables of web and cron below.',
    'causes:cron_environment_differs.fix.1' => 'Add every outbound address to the IP whitelist at NiceNIC: '
        . 'https://nicenic.com/user/api_setting.php',
    'causes:cron_environment_differs.fix.2' => 'Let cron run with the same PHP and the same WHMCS folder as the web.',
    'causes:network_unreachable.title' => 'No connection from this server to NiceNIC',
    'causes:network_unreachable.fix.0' => 'Ask the hosting provider whether outgoing HTTPS connections (port 443) are '
        . 'allowed.',
    'causes:network_unreachable.fix.1' => 'Look whether other addresses can be reached from this server.',
    'causes:dns_failure.title' => 'The name of the NiceNIC API cannot be resolved on this server',
    'causes:dns_failure.fix.0' => 'Check the DNS servers of this machine (/etc/resolv.conf).',
    'causes:dns_failure.fix.1' => 'Check NICENIC_PRODUCTION_URL and NICENIC_SANDBOX_URL for a typing error.',
    'causes:tls_failure.title' => 'No trusted TLS connection to NiceNIC',
    'causes:tls_failure.fix.0' => 'Check the clock of this server and its CA certificates.',
    'causes:tls_failure.fix.1' => 'Ask the hosting provider whether a firewall opens TLS connections.',
    'causes:tls_failure.fix.2' => 'Never switch the certificate check off.',
    'causes:proxy_interference.title' => 'A proxy stands between this server and NiceNIC and answers in its place',
    'causes:proxy_interference.fix.0' => 'Look at the proxy variables below (HTTPS_PROXY, NO_PROXY).',
    'causes:proxy_interference.fix.1' => 'Let the calls to NiceNIC bypass the proxy, or correct the proxy\'s user and '
        . 'password.',
    'causes:api_outage.title' => 'NiceNIC\'s API does not work at the moment',
    'causes:api_outage.fix.0' => 'Wait: the check goes on and tells you when it works again.',
    'causes:api_outage.fix.1' => 'If it lasts, send the support report to NiceNIC: '
        . 'https://nicenic.com/ctrl_support/question.php',
    'causes:rate_limited.title' => 'NiceNIC asks for fewer requests',
    'causes:rate_limited.fix.0' => 'Wait. The sidecar slows down by itself.',
    'causes:rate_limited.fix.1' => 'Look for other software that uses the same NiceNIC account.',
    'causes:sidecar_unreachable.title' => 'WHMCS cannot reach the sidecar',
    'causes:sidecar_unreachable.fix.0' => 'Look whether the sidecar runs on the WHMCS server, and start it.',
    'causes:sidecar_unreachable.fix.1' => 'Compare the setting SidecarUrl with COMPANION_LISTEN of the sidecar.',
    'causes:unknown.title' => 'The cause could not be found',
    'causes:unknown.fix.0' => 'Go through the checklist below.',
    'causes:unknown.fix.1' => 'Send the support report to NiceNIC: https://nicenic.com/ctrl_support/question.php',
];
