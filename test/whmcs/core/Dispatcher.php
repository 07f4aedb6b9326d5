<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Calls one registrar function as WHMCS does: Pre hooks, the call, its judgement, After and outcome hooks. */
final class Dispatcher
{
    /** @var Installation */
    private $installation;

    /** @var StatusEngine */
    private $engine;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
        $this->engine = new StatusEngine($installation);
    }

    /**
     * @param array      $extra the function's own parameters
     * @param float|null $limit seconds, instead of the function's usual limit
     * @return array value, outcome (success, pending, failed), error, functionExists, aborted, threw,
     *               report (the line in the cron's report)
     */
    public function call(string $module, string $function, ?int $domainId, array $extra, ?float $limit): array
    {
        $row = RegistrarFunctions::find($function) ?? $this->customRow($module, $function, $domainId);
        $missing = array_diff($row['extra'], array_keys($extra));
        if ($missing !== []) {
            throw new CommandError($row['name'] . ' needs the parameters ' . implode(', ', $missing));
        }
        $domain = $row['params'] === 'settings' ? null : $this->domain($domainId);
        if ($domain !== null && $domain['registrar'] !== $module) {
            throw new CommandError($domain['domain'] . ' is not with the registrar ' . $module);
        }
        $params = $this->params($module, $row, $domain, $extra);
        $exists = $this->installation->modules->has($module, $row['name']);
        $abort = $row['pre'] === null ? null : $this->abort($row['pre'], $params);
        $thrown = false;
        if ($abort !== null) {
            $value = isset($abort['abortWithError']) ? ['error' => $abort['abortWithError']] : ['success' => true];
        } elseif (!$exists) {
            $value = ['error' => 'Registrar Function Not Supported'];
        } else {
            [$value, $thrown] = $this->invoke($module, $row, $params, $limit ?? $row['limit']);
        }
        $outcome = self::classify($value);
        $error = $outcome === 'failed' ? self::errorText($value) : null;
        $this->outcomeHooks($row, $params, $value, $exists, $outcome, $error);
        $report = $domain === null ? null : $this->applyStatus($row['name'], $domain, $value, $outcome);

        return [
            'value' => $value,
            'outcome' => $outcome,
            'error' => $error,
            'functionExists' => $exists,
            'aborted' => $abort !== null,
            'threw' => $thrown,
            'report' => $report,
        ];
    }

    public function domain(?int $id): array
    {
        foreach ($this->installation->store->read()['domains'] as $domain) {
            if ($domain['id'] === $id) {
                return $domain;
            }
        }
        throw new CommandError('no domain has the id ' . Plain::json($id));
    }

    /** A function behind a custom button or a client page. */
    private function customRow(string $module, string $function, ?int $domainId): array
    {
        foreach (['AdminCustomButtonArray', 'ClientAreaCustomButtonArray', 'ClientAreaAllowedFunctions'] as $list) {
            if ($this->installation->modules->has($module, $list)) {
                $names = (array) $this->call($module, $list, $domainId, [], null)['value'];
                if (in_array(strtolower($function), array_map('strtolower', $names), true)) {
                    return RegistrarFunctions::custom($function);
                }
            }
        }
        throw new CommandError("WHMCS does not call a registrar function $function");
    }

    private function params(string $module, array $row, ?array $domain, array $extra): array
    {
        $builder = new Params($this->installation->store->read());
        $settings = $this->installation->modules->settings($module);
        switch ($row['params']) {
            case 'settings':
                return array_merge($builder->settingsOnly($settings), $extra);
            case 'sync':
            case 'transfersync':
                return $builder->sync($domain, $settings, $row['params'] === 'transfersync');
            default:
                return $builder->domain($domain, $settings, $row['params'], $row['name'], $extra);
        }
    }

    /** What a Pre hook wants instead of the call, or null. */
    private function abort(string $point, array $params): ?array
    {
        foreach ($this->installation->hooks->run($point, [['params' => $params]]) as $answer) {
            if (isset($answer['abortWithError']) || !empty($answer['abortWithSuccess'])) {
                return $answer;
            }
        }

        return null;
    }

    /** @return array the value that WHMCS goes on with, and whether an exception stands behind it */
    private function invoke(string $module, array $row, array $params, float $limit): array
    {
        $name = $module . '_' . $row['name'];
        $outcome = $this->installation->sandbox->run($name, static function () use ($name, $params) {
            return $name($params);
        }, $limit, $row['throws']);
        if ($outcome->thrown !== null) {
            return [['error' => $outcome->thrown->getMessage()], true];
        }
        $fault = Shapes::fault($row['shape'], $outcome->value);
        if ($fault === null && $row['shape'] === 'buttons') {
            $fault = $this->missingTarget($module, $outcome->value);
        }
        if ($fault !== null) {
            $this->installation->violations->record('shape', $fault, $name);
        }

        return [$outcome->value, false];
    }

    private function missingTarget(string $module, array $buttons): ?string
    {
        foreach ($buttons as $function) {
            if (!$this->installation->modules->has($module, $function)) {
                return "the function $function behind a button does not exist";
            }
        }

        return null;
    }

    private function outcomeHooks(
        array $row,
        array $params,
        $value,
        bool $exists,
        string $outcome,
        ?string $error
    ): void {
        $vars = ['params' => $params];
        if ($row['after'] !== null) {
            $this->installation->hooks->run($row['after'], [$vars + [
                'results' => $value,
                'functionExists' => $exists,
                'functionSuccessful' => $outcome !== 'failed',
            ]]);
        }
        if ($outcome === 'failed' && $row['failed'] !== null) {
            $this->installation->hooks->run($row['failed'], [$vars + ['error' => $error]]);
        }
        if ($outcome !== 'failed' && $row['done'] !== null) {
            $this->installation->hooks->run($row['done'], [$vars]);
        }
    }

    /** Changes the domain's record; answers a report line for the two sync functions. */
    private function applyStatus(string $function, array $domain, $value, string $outcome): ?string
    {
        $result = is_array($value) ? $value : [];
        if ($function === 'Sync') {
            return $this->engine->afterSync($domain, $result);
        }
        if ($function === 'TransferSync') {
            return $this->engine->afterTransferSync($domain, $result);
        }
        $this->engine->afterOrder($function, $domain, $outcome);

        return null;
    }

    private static function classify($value): string
    {
        if (is_array($value) && !empty($value['error'])) {
            return 'failed';
        }

        return is_array($value) && !empty($value['pending']) ? 'pending' : 'success';
    }

    private static function errorText(array $value): string
    {
        return is_scalar($value['error']) ? (string) $value['error'] : Plain::json(Plain::of($value['error']));
    }
}
