<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** WHMCS's own commands. */
final class LocalApi
{
    /**
     * @param array<string, mixed> $values
     * @param string               $failure key of what to tell administrators, with a place for the reason; without it
     *                                      they are told the reason alone
     * @return array<mixed>
     * @throws ActionFailed when the command does not succeed
     */
    public static function call(string $command, array $values, string $failure = ''): array
    {
        try {
            $answer = localAPI($command, $values);
        } catch (\Throwable $fault) {
            throw self::failed($failure, get_class($fault));
        }
        if (is_array($answer) && ($answer['result'] ?? null) === 'success') {
            return $answer;
        }
        $reason = is_array($answer) && is_string($answer['message'] ?? null)
            ? $answer['message']
            : Texts::say('module:reasons.no_answer');

        throw self::failed($failure, $reason);
    }

    private static function failed(string $failure, string $reason): ActionFailed
    {
        return new ActionFailed(Texts::line($failure === '' ? $reason : Texts::say($failure, ['reason' => $reason])));
    }
}
