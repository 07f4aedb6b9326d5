<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

/** Every sentence and word that the page says by itself. */
final class Texts
{
    public const NAME = 'NiceNIC Companion';
    public const DESCRIPTION = 'Finds out why NiceNIC refuses the calls of this WHMCS, and shows what to do.';

    public const ACTIVATED = 'Tick the administrator roles that may open the page under Access Control. Then open'
        . ' Addons > NiceNIC Companion.';
    public const DEACTIVATED = 'Nothing was deleted: the addon keeps nothing but the list of domains that it handed over.';
    public const REGISTRAR_MODULE_MISSING = 'The registrar module NiceNIC Companion is missing. Copy the folder'
        . ' modules/registrars/niceniccompanion next to this addon and open the page again.';
    public const NOT_SET_UP = 'The registrar module NiceNIC Companion has no settings yet.';
    public const TOKEN_REFUSED = 'Nothing was run: the form was not sent from this page, or your session has ended.'
        . ' Press the button again.';
    public const INTERNAL = 'The page of NiceNIC Companion met an error of its own (%s).';

    // Forms.
    public const RUN_DIAGNOSIS = 'Run the diagnosis';
    public const RUN_DIAGNOSIS_HINT = 'Asks NiceNIC a few questions that cost nothing. It can take half a minute.';
    public const SUPPORT_REPORT = 'Support report';
    public const SUPPORT_REPORT_HINT = 'What the support of NiceNIC asks for, without secrets, ready to be pasted into'
        . ' a ticket.';

    public const TEST_SETTINGS = 'Test connection';
    public const TEST_SETTINGS_HINT = 'Tests what stands in the form of the settings, before it is saved, and shows the'
        . ' verdict in a new tab. Nothing is stored.';
    public const TEST_NOW = 'Test now';
    public const TEST_NOW_HINT = 'A check with the settings of the cron, recorded like those of the schedule.';
    public const TEST_ALERT = 'Send a test alert';
    public const TEST_ALERT_HINT = 'On every channel: by webhook at once, in WHMCS with the next cron run.';
    public const TEST_ALERT_SENT = 'The test alert is on its way: %s.';
    public const CHANNELS = ['whmcs' => 'WHMCS, with the next cron run', 'webhook' => 'webhook'];
    public const STATUS_PAGE = 'Open the status page';
    public const STATUS_PAGE_HINT = 'Makes a link to the status page of the sidecar, with history, that works once and'
        . ' for a minute.';
    public const STATUS_PAGE_LINK = 'Open the status page now';
    public const STATUS_PAGE_LINK_HINT = 'It works once, until %s, and only where the browser can reach the sidecar.';
    public const PAUSE = 'Start maintenance';
    public const PAUSE_FOR = 'for';
    public const PAUSE_HINT = 'Checks go on, but nobody is told of an outage.';
    public const ONE_HOUR = '1 hour';
    public const HOURS = '%d hours';
    public const HOURS_UNCLEAR = 'Nothing was done: the form names no length of time. Press the button again.';
    public const PAUSED = 'Maintenance: nobody is told of an outage until %s.';
    public const RESUME = 'End maintenance';
    public const RESUME_HINT = 'From now on outages are told again.';
    public const RESUMED = 'The maintenance is over.';
    public const DISMISSED = 'The notice is put away until the next outage.';

    // Test of settings.
    public const SETTINGS_TEST = 'Test of the settings';
    public const SETTINGS_RIGHT = 'NiceNIC accepts these settings. Nothing was saved.';
    public const SETTINGS_DOUBTFUL = 'These settings could not be confirmed. Nothing was saved.';
    public const SETTINGS_WRONG = 'These settings cannot work. Nothing was saved.';
    public const SETTINGS_PROBLEMS = 'What was found';
    public const MASKED_ELSEWHERE = 'Nothing was sent: the saved API secret and sidecar token go to the saved sidecar'
        . ' address only. Type both in full to test another address.';

    // Other pages of the admin area.
    public const WIDGET_DESCRIPTION = 'Whether NiceNIC accepts the calls of this WHMCS.';
    public const TO_WHITELIST = 'Address to whitelist';
    public const AS_OF = 'as of %s ago';
    public const NEVER_ASKED = 'the sidecar was not asked yet';
    public const WHAT_TO_DO = 'What to do';
    public const PUT_AWAY = 'Put away';
    public const FIRST_STEP = 'First step';
    public const OPEN_PAGE = 'Details';

    // Handing over.
    public const MOVE = "From NiceNIC's own module";
    public const MOVE_HINT = 'Domains and automatic registrations can be handed over from the module nicenic to this one,'
        . ' and back. Only the name of the module changes in WHMCS; nothing is sent to NiceNIC.';
    public const MOVE_PREVIEW = 'Dry run';
    public const MOVE_NOW = 'Hand them over now';
    public const MOVE_UNDO = 'Take it back';
    public const MOVE_COUNTS = '%d domains, %d endings with automatic registration.';
    public const MOVE_CHECK_FIRST = 'Nothing has been changed yet. Make sure that both modules use the same NiceNIC'
        . ' account, and that the diagnosis above finds nothing wrong.';
    public const MOVE_DOMAINS = 'Domains';
    public const MOVE_TLDS = 'Endings';
    public const MOVE_MORE = 'and %d more';
    public const LAST_MOVE = 'Handed over at %s UTC:';
    public const MOVED = '%d domains and %d endings with automatic registration were handed over to this module.';
    public const MOVED_BACK = '%d domains and %d endings with automatic registration were given back to the module'
        . ' nicenic; what somebody has changed since stayed as it is.';
    public const NOTHING_TO_UNDO = 'Nothing was taken back: that move has been taken back already, or another came after'
        . ' it.';
    public const MOVE_LOGGED = 'NiceNIC Companion: %s Move %d: %s';

    // Status.
    public const WHOLE_STATUS = 'The whole status page';
    public const STATUS = 'Status';
    public const STATES = [
        'healthy' => 'NiceNIC works',
        'pending' => 'A first check failed; confirming',
        'failing' => 'NiceNIC does not work for this shop',
        'gone' => 'The sidecar does not work',
        'paused' => 'Paused',
        'unknown' => 'Not known yet',
    ];
    public const SINCE = 'since %s';
    public const LAST_CHECK = 'Last check';
    public const NEXT_CHECK = 'Next check';
    public const LIKELY_CAUSE = 'Likely cause';
    public const PAUSED_UNTIL = 'Maintenance until';
    public const WAITING_ALERTS = 'Alerts waiting';
    public const ALERT_ERROR = 'Alert not delivered';
    public const ENVIRONMENT = 'Environment';
    public const ENVIRONMENTS = ['production' => 'Production', 'sandbox' => 'Sandbox (test mode)'];
    public const NONE_YET = 'none yet';

    public const WARNINGS = 'Before it fails';

    // Diagnosis.
    public const DIAGNOSIS = 'Diagnosis';
    public const HEALTHY = 'NiceNIC accepts the settings of this WHMCS (%s).';
    public const NOT_HEALTHY = 'NiceNIC does not work with the settings of this WHMCS (%s).';
    public const CAUSES = 'Possible causes, likeliest first';
    public const PERCENT = '%d %%';
    public const GUIDE_CAUSE = 'cause %d in the guide of NiceNIC';
    public const GUIDE = 'https://nicenic.com/support/NiceNIC-API-v2-Authentication-Error-Common-Causes-and-Fixes-4764';
    public const EVIDENCE = 'What speaks for it';
    public const AGAINST = 'What speaks against it';
    public const FIX = 'What to do';
    public const QUESTIONS = 'What would settle it';
    public const CHECKLIST = 'Checklist of NiceNIC';
    public const CHECKLIST_STATUS = ['pass' => 'Right', 'fail' => 'Wrong', 'unknown' => 'Not known'];
    public const CHECKLIST_STEPS = [
        'reseller_access' => 'The account has reseller access',
        'api_setting_opened' => 'API Setting is opened in the Reseller section',
        'api_password_separate' => 'An API password is set that differs from the login password',
        'api_password_in_use' => 'WHMCS sends the API password, not the login password',
        'authorization_header' => 'The Authorization header is user name, colon, API secret',
        'endpoint' => 'Calls go to the documented address',
        'content_type' => 'Content-Type is application/json',
        'json_body' => 'The request body is valid',
        'outbound_ip_whitelisted' => 'The outbound address is on the whitelist',
        'whmcs_outbound_ip' => 'The outbound address of WHMCS is confirmed',
        'low_risk_test' => 'A harmless call was tried first',
        'record_details' => 'Time, action, domain and answer are recorded',
    ];
    public const ATTEMPTS = 'Calls to NiceNIC';

    // Addresses.
    public const ADDRESSES = 'Outbound addresses';
    public const NO_ADDRESSES = 'No outbound address is known yet.';
    public const CONTEXTS = [
        'sidecar' => 'Sidecar (calls NiceNIC)',
        'web' => 'WHMCS web',
        'cron' => 'WHMCS cron',
        'cli' => 'WHMCS command line',
    ];
    public const SCOPES = [
        'private' => 'Not a public address: NiceNIC sees another one.',
        'loopback' => 'Loopback address: it is never seen outside this machine.',
    ];

    // Environments.
    public const WHERE_IT_RUNS = 'Where calls come from';
    public const DIFFERS = 'differs from web';

    // Orders.
    public const ORDERS = 'Orders to settle';
    public const NO_ORDERS = 'Every order is settled.';
    public const MORE_ORDERS = 'More orders are open than are shown here.';
    public const ORDERS_HINT = 'None of these is sent a second time. The sidecar looks by itself; settle by hand what'
        . ' it cannot find out, after you have looked at NiceNIC.';
    public const LOOK_UP_NOW = 'Look up now';
    public const IT_HAPPENED = 'It happened';
    public const IT_DID_NOT_HAPPEN = 'It did not happen';
    public const SETTLE = 'Settle';
    public const NOTE = 'Note: how you know';
    public const NOTE_MISSING = 'Nothing was settled: write a note of at most 500 characters that says how you know.';
    public const ORDER_UNCLEAR = 'Nothing was done: the form names no order. Press the button again.';
    public const ORDER_COLUMNS = ['Order', 'Sent', 'State', 'Reference', ''];

    // Columns.
    public const STEP_COLUMNS = ['', 'Step', 'Result', 'Detail'];
    public const ADDRESS_COLUMNS = ['Seen from', 'Address', 'Told by', 'Last seen'];
    public const ENVIRONMENT_COLUMNS = [
        '', 'IPv4', 'IPv6', 'User', 'PHP', 'WHMCS', 'Module', 'Host', 'Proxy', 'Reported',
    ];
    public const ATTEMPT_COLUMNS = ['Time', 'Call', 'Address', 'HTTP', 'Code', 'Message', 'Milliseconds', 'From'];

    /** A value that is not there. */
    public const NOTHING = '–';
}
