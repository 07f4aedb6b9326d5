<?php

/**
 * Made from shared/locales by `npm run generate`. Change that file instead of this one.
 */

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** What each cause is called and how it is mended: the words of the status page, the mails and the command line. */
final class CauseTexts
{
    private const ALL = [
        'wrong_secret' => [
            'title' => 'User name or API secret is not the one NiceNIC has',
            'fix' => [
                'Log in to NiceNIC and open Reseller > API Setting: https://nicenic.com/user/api_setting.php',
                'Set an API password there. It must differ from the login password of the account.',
                'Enter it as API Secret in WHMCS: Configuration > System Settings > Domain Registrars > NiceNIC '
                    . 'Companion.',
                'Compare the user name with the one of the NiceNIC account.',
            ],
            'guideCause' => 1,
        ],
        'secret_malformed' => [
            'title' => 'The API secret holds characters that cannot be right',
            'fix' => [
                'Copy the API secret again from NiceNIC, without spaces before or after it: '
                    . 'https://nicenic.com/user/api_setting.php',
                'Type it into the field API Secret in WHMCS rather than pasting it from a document, and save.',
            ],
            'guideCause' => 2,
        ],
        'username_malformed' => [
            'title' => 'The user name cannot be right',
            'fix' => [
                'Enter the user name of the NiceNIC account: no e-mail address, no colon, no spaces.',
            ],
            'guideCause' => 2,
        ],
        'wrong_environment' => [
            'title' => 'The API secret belongs to the other environment (production or sandbox)',
            'fix' => [
                'Switch Test Mode in the module settings, or enter the secret of the environment that you want: '
                    . 'https://nicenic.com/user/api_setting.php',
                'Production and sandbox have separate secrets.',
            ],
            'guideCause' => 6,
        ],
        'auth_header_altered' => [
            'title' => 'The Authorization header is lost or changed on the way',
            'fix' => [
                'Ask the hosting provider whether a proxy or firewall removes the Authorization header of outgoing '
                    . 'requests.',
                'Let the calls to NiceNIC bypass the proxy (NO_PROXY).',
            ],
            'guideCause' => 2,
        ],
        'ip_not_whitelisted' => [
            'title' => 'The outbound address of this server is not on the whitelist at NiceNIC',
            'fix' => [
                'Log in to NiceNIC and open Reseller > API Setting: https://nicenic.com/user/api_setting.php',
                'Add the outbound address of this server (ask the hosting provider for it) to the IP whitelist and '
                    . 'save.',
                'Test again here: the test runs from this very server.',
            ],
            'guideCause' => 3,
        ],
        'egress_ip_changed' => [
            'title' => 'The outbound address of this server has changed',
            'fix' => [
                'Log in to NiceNIC and open Reseller > API Setting: https://nicenic.com/user/api_setting.php',
                'Add the new outbound address of this server (ask the hosting provider for it) to the IP whitelist, '
                    . 'remove the old one and save.',
                'Ask the hosting provider for a fixed outbound address, or set COMPANION_LOCAL_ADDRESS.',
            ],
            'guideCause' => 4,
        ],
        'account_not_eligible' => [
            'title' => 'The NiceNIC account may not use the API',
            'fix' => [
                'Look whether API Setting appears in the Reseller menu of the NiceNIC account.',
                'If it does not, read what the account needs: https://nicenic.com/reseller/',
                'If the account was upgraded and the menu is still missing, write to the support of NiceNIC: '
                    . 'https://nicenic.com/ctrl_support/question.php',
            ],
            'guideCause' => 5,
        ],
        'wrong_endpoint' => [
            'title' => 'The requests go to the wrong address',
            'fix' => [
                'Remove NICENIC_PRODUCTION_URL and NICENIC_SANDBOX_URL from the environment of the sidecar, or set '
                    . 'them to https://api.nicenic.net/v2/ and https://sandbox-api.nicenic.net/v2/, with the slash at '
                    . 'the end.',
                'Restart the sidecar.',
            ],
            'guideCause' => 6,
        ],
        'bad_request_format' => [
            'title' => 'NiceNIC does not accept the form of the request',
            'fix' => [
                'Update NiceNIC Companion.',
                'If it is up to date, send the support report to NiceNIC: '
                    . 'https://nicenic.com/ctrl_support/question.php',
            ],
            'guideCause' => 7,
        ],
        'whmcs_settings_incomplete' => [
            'title' => 'The module settings in WHMCS are incomplete',
            'fix' => [
                'Open Configuration > System Settings > Domain Registrars > NiceNIC Companion in WHMCS.',
                'Fill in all fields; copy SidecarToken from the file "token" in the data folder of the sidecar. '
                    . 'Save.',
            ],
            'guideCause' => 8,
        ],
        'whmcs_settings_not_saved' => [
            'title' => 'WHMCS works with other settings than the ones that passed the test',
            'fix' => [
                'Open the module settings in WHMCS, enter the API secret again and save.',
                'Let the WHMCS cron run once and look here again.',
            ],
            'guideCause' => 8,
        ],
        'cron_environment_differs' => [
            'title' => 'The WHMCS cron runs with another address, other settings or another proxy than the web',
            'fix' => [
                'Compare the addresses and proxy variables of web and cron below.',
                'Add every outbound address to the IP whitelist at NiceNIC: https://nicenic.com/user/api_setting.php',
                'Let cron run with the same PHP and the same WHMCS folder as the web.',
            ],
            'guideCause' => 8,
        ],
        'network_unreachable' => [
            'title' => 'No connection from this server to NiceNIC',
            'fix' => [
                'Ask the hosting provider whether outgoing HTTPS connections (port 443) are allowed.',
                'Look whether other addresses can be reached from this server.',
            ],
            'guideCause' => null,
        ],
        'dns_failure' => [
            'title' => 'The name of the NiceNIC API cannot be resolved on this server',
            'fix' => [
                'Check the DNS servers of this machine (/etc/resolv.conf).',
                'Check NICENIC_PRODUCTION_URL and NICENIC_SANDBOX_URL for a typing error.',
            ],
            'guideCause' => null,
        ],
        'tls_failure' => [
            'title' => 'No trusted TLS connection to NiceNIC',
            'fix' => [
                'Check the clock of this server and its CA certificates.',
                'Ask the hosting provider whether a firewall opens TLS connections.',
                'Never switch the certificate check off.',
            ],
            'guideCause' => null,
        ],
        'proxy_interference' => [
            'title' => 'A proxy stands between this server and NiceNIC and answers in its place',
            'fix' => [
                'Look at the proxy variables below (HTTPS_PROXY, NO_PROXY).',
                'Let the calls to NiceNIC bypass the proxy, or correct the proxy\'s user and password.',
            ],
            'guideCause' => null,
        ],
        'api_outage' => [
            'title' => 'NiceNIC\'s API does not work at the moment',
            'fix' => [
                'Wait: the check goes on and tells you when it works again.',
                'If it lasts, send the support report to NiceNIC: https://nicenic.com/ctrl_support/question.php',
            ],
            'guideCause' => null,
        ],
        'rate_limited' => [
            'title' => 'NiceNIC asks for fewer requests',
            'fix' => [
                'Wait. The sidecar slows down by itself.',
                'Look for other software that uses the same NiceNIC account.',
            ],
            'guideCause' => null,
        ],
        'sidecar_unreachable' => [
            'title' => 'WHMCS cannot reach the sidecar',
            'fix' => [
                'Look whether the sidecar runs on the WHMCS server, and start it.',
                'Compare the setting SidecarUrl with COMPANION_LISTEN of the sidecar.',
            ],
            'guideCause' => null,
        ],
        'unknown' => [
            'title' => 'The cause could not be found',
            'fix' => [
                'Go through the checklist below.',
                'Send the support report to NiceNIC: https://nicenic.com/ctrl_support/question.php',
            ],
            'guideCause' => null,
        ],
    ];

    /**
     * @return list<string>
     */
    public static function codes(): array
    {
        return array_keys(self::ALL);
    }

    public static function title(string $code): string
    {
        return self::entry($code)['title'];
    }

    /**
     * @return list<string> one step each
     */
    public static function fix(string $code): array
    {
        return self::entry($code)['fix'];
    }

    /** The number of the cause in NiceNIC's guide; null when it is in none of its sections. */
    public static function guideCause(string $code): ?int
    {
        return self::entry($code)['guideCause'];
    }

    /**
     * @return array{title: string, fix: list<string>, guideCause: int|null} of `unknown` for a code that a newer
     *                                                                       sidecar made
     */
    private static function entry(string $code): array
    {
        return self::ALL[$code] ?? self::ALL['unknown'];
    }
}
